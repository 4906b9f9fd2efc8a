"""Whatever goes wrong, a program gets problem details, with the headers of every answer."""

import json

import pytest
from sqlalchemy.exc import OperationalError

from forum.core import limits
from forum.core.problems import MIME
from tests.contract.test_headers import wrong
from tests.contract.tokens import program

URL = "/api/v1/threads"
GOOD = {"title": "A question that is long enough", "body": "Words.", "category": "public"}


@pytest.fixture(scope="module")
def mine(stage):
    stage.reset()
    return program(stage.app, stage.world, "member")


def told(answer, status) -> dict:
    """Check that it is a problem; give it."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert answer.mimetype == MIME
    assert wrong(answer.headers, "local") == []
    assert "no-store" in answer.headers["Cache-Control"]
    found = json.loads(answer.data)
    assert (found["status"], found["type"]) == (status, "about:blank")
    return found


def test_each_status_is_a_problem(stage, mine):
    guest = stage.app.test_client()
    told(guest.get("/api/v1/nothing"), 404)
    told(guest.get("/api/nothing"), 404)
    told(mine.get(f"{URL}/999999"), 404)
    found = mine.delete(URL)
    told(found, 405)
    assert {"GET", "POST"} <= set(found.headers["Allow"].replace(" ", "").split(","))
    told(mine.post(URL, data="title=x"), 415)
    told(mine.post(URL, data="{}", content_type="text/plain"), 415)
    told(mine.post(URL, data=b"x" * 1_100_000, content_type="application/json"), 413)
    told(mine.get("/api/v1/dashboard/figures"), 403)
    assert guest.post(URL, json=GOOD).headers["WWW-Authenticate"].startswith("Bearer")
    cross = {"Sec-Fetch-Site": "cross-site"}
    told(mine.post(URL, json=GOOD, headers=cross), 403)


@pytest.mark.parametrize(
    "body",
    [
        '{"title": NaN}', '{"title": Infinity}', '{"title": 1e999}', '{"a": 1, "a": 2}', "[" * 30 + "]" * 30,
        "[" * 100_000, "", "{", '"\\ud800', "\xff", "nul", '{"post": ' + "9" * 5000 + "}",
    ],
)  # fmt: skip
def test_what_is_no_json_is_malformed(mine, body):
    told(mine.post(URL, data=body.encode("latin-1"), content_type="application/json"), 400)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"title": "x"}, {"title"}),
        ({"title": "x", "body": " ", "category": "nothing"}, {"title", "body", "category"}),
        ({"title": 5, "tags": ["a", 7]}, {"title", "tags.1"}),
        ({"more": 1}, {"more"}),
        ({"body": None, "kind": "idea"}, {"body", "kind"}),
        ({"body": "x" * 20_001}, {"body"}),
        ({"tags": ["a", "b", "c", "d", "e", "f"]}, {"tags"}),
        ({"title": "\ud800" * 20}, {"title"}),
    ],
)
def test_every_wrong_field_is_named(mine, change, fields):
    answer = mine.post(URL, data=json.dumps(GOOD | change), content_type="application/json")
    found = told(answer, 422)
    assert {each["field"] for each in found["errors"]} == fields
    assert all(each["message"] for each in found["errors"])


@pytest.mark.parametrize("body", ["[]", "5", "null", '"x"'])
def test_a_body_that_is_no_object_is_refused(mine, body):
    told(mine.post(URL, data=body, content_type="application/json"), 422)


def test_a_query_is_read_strictly_too(mine):
    assert told(mine.get(URL, query_string={"knd": "all"}), 422)["errors"][0]["field"] == "knd"
    told(mine.get(URL, query_string={"kind": "x"}), 422)
    assert mine.get(URL, query_string={"after": "nonsense"}).status_code == 200, "a broken cursor is the first page"


def test_too_many_say_when_to_come_again(stage, monkeypatch, mine):
    monkeypatch.setattr(limits.limiter, "enabled", True)
    stage.app.extensions["forum.settings"].__dict__["limits"] = "on"
    limits.limiter.reset()
    seen = [mine.post(URL, json=GOOD | {"title": f"A question of many, number {n}"}) for n in range(7)]
    stage.app.extensions["forum.settings"].__dict__["limits"] = "off"
    assert [answer.status_code for answer in seen] == [201] * 5 + [429] * 2
    told(seen[-1], 429)
    assert int(seen[-1].headers["Retry-After"]) > 0


def test_pages_and_programs_share_a_limit(stage, monkeypatch):
    monkeypatch.setattr(limits.limiter, "enabled", True)
    stage.app.extensions["forum.settings"].__dict__["limits"] = "on"
    stage.app.config["WTF_CSRF_ENABLED"] = False
    limits.limiter.reset()
    mine, page = program(stage.app, stage.world, "friend"), stage.visitor("friend")
    form = GOOD | {"kind": "question", "tags": ""}
    seen = [page.post("/ask", data=form | {"title": f"A question of many, number {n}"}).status_code for n in range(3)]
    seen += [mine.post(URL, json=GOOD | {"title": f"A question of more, number {n}"}).status_code for n in range(3)]
    stage.app.extensions["forum.settings"].__dict__["limits"] = "off"
    stage.app.config["WTF_CSRF_ENABLED"] = True
    assert seen == [303, 303, 303, 201, 201, 429]


def test_a_fault_tells_nothing_but_its_number(stage, mine, monkeypatch):
    stage.app.testing = False
    for error, status in ((ZeroDivisionError("secret"), 500), (OperationalError("secret", {}, Exception()), 503)):
        monkeypatch.setattr("forum.api.views.categories.queries.categories", lambda _who, fault=error: broken(fault))
        answer = mine.get("/api/v1/categories")
        found = told(answer, status)
        assert "secret" not in answer.get_data(as_text=True)
        assert found["request_id"]
    assert answer.headers["Retry-After"]
    stage.app.testing = True


def broken(fault):
    raise fault


def test_nobody_else_s_page_may_read_it_and_no_cookie_is_set(stage, mine):
    answer = mine.get("/api/v1/categories", headers={"Origin": "https://evil.test"})
    assert not [name for name, _ in answer.headers if name.lower().startswith("access-control")]
    assert "Set-Cookie" not in answer.headers
