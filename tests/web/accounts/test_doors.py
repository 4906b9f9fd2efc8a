"""The first administrator, colours and language of a browser, what members choose, and who is asked to sign in."""

import stat

import pytest

from forum.accounts import first_admin
from forum.accounts.queries import by_handle
from tests.web.accounts.visitor import PASSWORD, Visitor

FIRST = {"handle": "Leitung", "email": "leitung@example.test", "password": PASSWORD}


@pytest.fixture
def visitor(app, clock):
    """A guest's browser."""
    return Visitor(app)


@pytest.fixture
def token(app, clock):
    """The one-time token of the console."""
    with app.app_context():
        return first_admin.issue(app.extensions["forum.settings"].data_dir)


def test_the_first_administrator_is_made_once(visitor, app, token):
    folder = app.extensions["forum.settings"].data_dir
    file = folder / first_admin.NAME
    assert token not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    page = f"/setup?token={token}"
    assert visitor.get(page).headers["Referrer-Policy"] == "no-referrer"
    assert visitor.send("/setup", {**FIRST, "token": token, "password": "kurz"}, page).status_code == 422
    assert visitor.send("/setup", {**FIRST, "token": token}, page).status_code == 303
    assert visitor.is_in()
    with app.app_context():
        assert by_handle("Leitung").role == "admin"
        assert first_admin.issue(folder) == ""
    second = Visitor(app)
    assert second.get(page).status_code == 404
    assert second.send("/setup", {**FIRST, "token": token}).status_code == 404


@pytest.mark.parametrize("wrong", ["", "guess", "x" * 5000])
def test_without_the_token_there_is_no_such_page(visitor, token, wrong):
    assert visitor.get(f"/setup?token={wrong[:1000]}").status_code == 404
    assert visitor.send("/setup", {**FIRST, "token": wrong}).status_code == 404


def test_a_newer_token_makes_the_older_one_void(visitor, app, token):
    with app.app_context():
        newer = first_admin.issue(app.extensions["forum.settings"].data_dir)
    assert visitor.get(f"/setup?token={token}").status_code == 404
    assert visitor.get(f"/setup?token={newer}").status_code == 200


def test_guests_choose_colours_and_language_by_link(visitor):
    answer = visitor.get("/theme?to=dark&next=/login?a=b")
    assert answer.headers["Location"] == "/login?a=b"
    assert 'data-theme="dark"' in visitor.get("/login").text
    visitor.get("/voice?to=en&next=/login")
    assert "Nice to see you again." in visitor.get("/login").text
    visitor.get("/theme?to=auto&next=/login")
    assert "data-theme" not in visitor.get("/login").text


@pytest.mark.parametrize("path", ["/theme", "/voice"])
def test_links_lead_nowhere_else_and_take_nothing_strange(visitor, path):
    answer = visitor.get(f"{path}?to=%22%3E&next=https://evil.test/")
    assert answer.headers["Location"] == "/"
    assert "Set-Cookie" not in answer.headers


def test_members_choose_for_themselves(visitor, app):
    visitor.sign_up()
    visitor.sign_in()
    visitor.send("/settings/language", {"voice": "en", "theme": "dark"}, "/settings")
    page = visitor.get("/settings").text
    assert "How shall we speak to you?" in page
    assert 'data-theme="dark"' in page
    visitor.send("/settings/game", {"plays": "1", "on_leaderboard": "1"}, "/settings")
    with app.app_context():
        member = by_handle("Haselnuss")
        assert (member.plays, member.on_leaderboard, member.language, member.theme) == (True, True, "en", "dark")
    visitor.send("/settings/game", {"on_leaderboard": "1"}, "/settings")
    with app.app_context():
        member = by_handle("Haselnuss")
        assert (member.plays, member.on_leaderboard) == (False, False), "who does not play stands on no list"
    page = visitor.get("/settings").text
    assert "Yes to «Leaderboard»" in page
    assert "No longer to «Leaderboard»" in page


@pytest.mark.parametrize("fields", [{"bio": "x" * 601}, {"signature": "a\nb"}, {"bio": "\x00"}])
def test_what_is_wrong_in_a_profile_is_kept_for_mending(visitor, app, fields):
    visitor.sign_up()
    visitor.sign_in()
    answer = visitor.send("/settings/profile", {"bio": "Ich mag Moos.", "signature": "", **fields}, "/settings")
    assert answer.status_code == 422
    assert f'id="e-{next(iter(fields))}"' in answer.text
    with app.app_context():
        assert by_handle("Haselnuss").bio == ""


def test_guests_are_asked_to_sign_in_first(visitor):
    assert visitor.get("/settings?a=1").headers["Location"] == "/login?next=/settings%3Fa%3D1"
    for path in ("profile", "language", "game", "password", "email", "sessions/end", "export", "erase"):
        assert visitor.send(f"/settings/{path}").headers["Location"].startswith("/login"), path


def test_forms_need_their_token(visitor, app):
    visitor.sign_up()
    for path in ("/signup", "/login", "/logout", "/forgot", "/settings/profile", "/settings/erase", "/setup"):
        assert visitor.client.post(path, data={}).status_code in {400, 404}, path
    from_elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert visitor.client.post("/login", data={}, headers=from_elsewhere).status_code in {400, 403}


@pytest.mark.parametrize("path", ["/login", "/signup", "/forgot", "/signup/sent", "/goodbye", "/reset/x", "/confirm/x"])
def test_pages_of_accounts_are_stored_nowhere(visitor, path):
    assert visitor.get(path).headers["Cache-Control"] == "private, no-store"
