"""The security headers stand on every answer: pages, files, redirects, not modified, and every error; in both modes."""

import re
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from forum.core import limits
from tests.contract.conftest import Stage

DIRECTIVES = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data: blob:",
    "font-src": "'self'", "form-action": "'self'", "frame-ancestors": "'none'", "base-uri": "'none'",
    "object-src": "'none'", "manifest-src": "'self'", "worker-src": "'self'",
    "require-trusted-types-for": "'script'", "trusted-types": "stube",
}  # fmt: skip
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REFERRER = {"strict-origin-when-cross-origin", "no-referrer"}  # pages behind a link from a mail tell nothing at all
OFF = ("camera", "microphone", "geolocation", "payment", "usb")
MODES = {"local": {}, "https": {"public_url": "https://forum.example"}}
HSTS = "max-age=31536000; includeSubDomains"


@pytest.fixture(scope="module", params=MODES)
def served(request, kept_community, tmp_path_factory):
    folder, world = kept_community
    made = Stage(folder, tmp_path_factory.mktemp(request.param) / "data", world, **MODES[request.param])
    made.mode = request.param
    locked = OperationalError("x", {}, Exception("locked"))
    made.app.add_url_rule("/test-500", "broken", lambda: 1 / 0)
    made.app.add_url_rule("/test-503", "busy", lambda: raising(locked))
    made.app.testing = False
    made.app.config["PROPAGATE_EXCEPTIONS"] = False
    yield made
    made.close()


def raising(error):
    raise error


def scheme(served) -> dict[str, str]:
    return {"base_url": "https://forum.example"} if served.mode == "https" else {}


def answers(served):
    """One answer of every status that the application gives: (status, answer)."""
    options, thread = scheme(served), served.world.threads["open"]
    guest, member = served.app.test_client(), served.visitor("member", **options)
    first = guest.get("/", **options)
    not_modified = {"If-None-Match": first.headers["ETag"]}
    yield 200, first
    yield 200, member.get("/settings", **options)
    yield 200, guest.get("/static/img/icons.svg", **options)
    yield 200, guest.get("/healthz", **options)
    yield 301, guest.get(f"/t/{thread}", **options)
    yield 303, guest.get("/settings", **options)
    yield 304, guest.get("/", headers=not_modified, **options)
    yield 400, guest.post("/login", data={"identifier": "x"}, **options)
    yield 403, member.get("/dashboard", **options)
    yield 404, guest.get("/nothing", **options)
    yield 404, guest.get("/static/nothing.css", **options)
    yield 404, guest.get(f"/t/{served.world.threads['team']}", **options)
    yield 405, guest.delete("/", **options)
    yield 410, guest.get("/confirm/nothing", **options)
    yield 413, guest.post("/login", data=b"x" * 1_100_000, content_type="application/octet-stream", **options)
    yield 500, guest.get("/test-500", **options)
    yield 503, guest.get("/test-503", **options)
    yield 200, guest.get("/socket.io/?EIO=4&transport=polling", **options)


def wrong(headers, mode) -> list[str]:
    """Name what is missing or different."""
    found = [name for name, value in FIXED.items() if headers.get(name) != value]
    found += [] if headers.get("Referrer-Policy") in REFERRER else ["Referrer-Policy"]
    csp = dict(part.strip().split(" ", 1) for part in headers.get("Content-Security-Policy", "x x").split(";"))
    socket = csp.pop("connect-src", "")
    found += [name for name in DIRECTIVES.keys() | csp.keys() if csp.get(name) != DIRECTIVES.get(name)]
    found += [] if re.fullmatch(r"'self' wss?://[\w.:]+", socket) else ["connect-src"]
    found += [name for name in OFF if f"{name}=()" not in headers.get("Permissions-Policy", "")]
    found += [] if headers.get("Strict-Transport-Security") == (HSTS if mode == "https" else None) else ["HSTS"]
    found += [name for name in ("Server", "X-Powered-By", "Access-Control-Allow-Origin") if name in headers]
    return found + [name for name in set(headers.keys()) if len(headers.getlist(name)) > 1 and name != "Set-Cookie"]


def test_every_status_carries_every_header(served):
    faults, seen = {}, set()
    for expected, answer in answers(served):
        status = answer.status_code
        seen.add(status)
        if status != expected and answer.request.path != "/socket.io/":
            faults[answer.request.path] = f"{status} instead of {expected}"
        if bad := wrong(answer.headers, served.mode):
            faults[f"{answer.request.path} {status}"] = bad
        answer.close()
    assert not faults
    assert {200, 301, 303, 304, 400, 403, 404, 405, 410, 413, 500, 503} <= seen


def test_unprocessable_and_too_many_carry_them_too(served, monkeypatch):
    served.app.config["WTF_CSRF_ENABLED"] = False
    monkeypatch.setattr(limits.limiter, "enabled", True)
    settings = replace(served.app.extensions["forum.settings"], limits="on")
    monkeypatch.setitem(served.app.extensions, "forum.settings", settings)
    limits.limiter.reset()
    guest, seen = served.app.test_client(), set()
    for _ in range(30):
        answer = guest.post("/login", data={"identifier": "nobody", "password": "wrong"}, **scheme(served))
        seen.add(answer.status_code)
        assert wrong(answer.headers, served.mode) == []
        if answer.status_code == 429:
            assert int(answer.headers["Retry-After"]) > 0
            break
    served.app.config["WTF_CSRF_ENABLED"] = True
    assert seen == {422, 429}


def test_a_fault_tells_nothing_but_its_number(served):
    answer = served.app.test_client().get("/test-500", **scheme(served))
    page = answer.get_data(as_text=True)
    assert "ZeroDivision" not in page
    assert "Traceback" not in page
    assert re.search(r"[0-9a-f]{12}", page)


def test_what_is_private_or_wrong_is_stored_nowhere(served):
    stored = {}
    for status, answer in answers(served):
        kept = answer.headers.get("Cache-Control", "")
        answer.close()
        private = status >= 400 or "/settings" in answer.request.path
        if private and "no-store" not in kept:
            stored[f"{answer.request.path} {status}"] = kept
        if not answer.request.path.startswith(("/static", "/socket.io")) and "Cookie" not in answer.headers["Vary"]:
            stored[answer.request.path] = "Vary"
    assert not stored


def test_cookies_are_kept_from_scripts_and_from_other_sites(served):
    visitor = served.app.test_client()
    page = visitor.get("/login", **scheme(served))
    cookies = page.headers.getlist("Set-Cookie")
    assert cookies, "the form's token needs a session"
    for cookie in cookies:
        name, flags = cookie.split("=", 1)[0], {part.strip().split("=")[0].lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite", "path"} <= flags
        assert "SameSite=Lax" in cookie
        assert "domain" not in flags
        assert name == ("__Host-session" if served.mode == "https" else "session")
        assert ("secure" in flags) == (served.mode == "https")


def test_a_page_of_a_guest_sets_no_cookie(served):
    for path in ("/", "/c/public", "/rules", f"/t/{served.world.threads['open']}-x", "/search?q=x", "/m/member1"):
        answer = served.app.test_client().get(path, **scheme(served))
        assert "Set-Cookie" not in answer.headers, path


def test_another_site_gets_no_permission(served):
    answer = served.app.test_client().get("/", headers={"Origin": "https://evil.test"}, **scheme(served))
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]
