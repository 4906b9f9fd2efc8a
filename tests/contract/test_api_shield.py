"""The shield holds for programs as for pages: hard kinds are refused or masked, soft ones pointed out."""

import pytest

from tests.contract.tokens import program

AHV, PHONE = "756.9217.0769.85", "079 123 45 67"
URL = "/api/v1/threads"


def sent(text: str, **more: str) -> dict:
    return {"title": "A question that is long enough", "body": f"About {text} and more.", "category": "public", **more}


@pytest.fixture
def mine(stage):
    stage.reset()
    return program(stage.app, stage.world, "member")


def faults(answer) -> set[str]:
    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert AHV not in answer.get_data(as_text=True)
    return {each["field"] for each in answer.get_json()["errors"]}


def test_a_hard_kind_is_never_accepted_but_masked_when_asked(stage, mine):
    assert faults(mine.post(URL, json=sent(AHV))) == {"body"}
    assert faults(mine.post(URL, json=sent(AHV, shield="keep"))) == {"body"}
    assert faults(mine.post(URL, json=sent("x") | {"title": f"Is {AHV} a good number"})) == {"title"}
    assert faults(mine.post(URL, json=sent("x") | {"tags": [AHV]})) == {"tags"}
    for way in ("mask", "numbers"):
        made = mine.post(URL, json=sent(AHV, shield=way) | {"title": f"A question that says {way}"})
        assert made.status_code == 201, made.get_data(as_text=True)
        assert AHV not in made.get_data(as_text=True)


def test_a_soft_kind_is_pointed_out_and_stays_when_the_member_insists(stage, mine):
    assert faults(mine.post(URL, json=sent(PHONE))) == {"body"}
    kept = mine.post(URL, json=sent(PHONE, shield="keep"))
    assert kept.status_code == 201
    assert PHONE in kept.get_json()["opening"]["body"]
    thread, post = kept.get_json()["id"], kept.get_json()["opening"]["id"]
    again = {"body": f"Still {PHONE}, said better.", "revision": 0}
    assert mine.patch(f"/api/v1/posts/{post}", json=again).status_code == 200, "what stood there needs no asking"
    new = {"body": "Now 044 765 43 21 too.", "revision": 1}
    assert faults(mine.patch(f"/api/v1/threads/{thread}", json=new)) == {"body"}


def test_answers_edits_and_interventions_are_looked_at_too(stage, mine):
    posts, threads = stage.world.posts, stage.world.threads
    assert faults(mine.post(f"{URL}/{threads['open']}/posts", json={"body": AHV})) == {"body"}
    remark = {"body": AHV, "parent": posts["second"]}
    assert faults(mine.post(f"{URL}/{threads['open']}/posts", json=remark)) == {"body"}
    assert faults(mine.patch(f"/api/v1/posts/{posts['second']}", json={"body": AHV, "revision": 0})) == {"body"}
    team = program(stage.app, stage.world, "manager")
    hide = {"kind": "hide", "post": posts["own"], "reason": "other", "text": f"You wrote {AHV}"}
    assert faults(team.post("/api/v1/moderation/actions", json=hide)) == {"text"}
    topic = {"slug": "neu", "name": f"Topic {AHV}"}
    assert faults(team.post("/api/v1/categories", json=topic)) == {"name"}


@pytest.mark.parametrize("path", ["search?q=", "similar?title=", "threads?category=", "categories?x="])
def test_a_query_with_a_hard_kind_is_refused(stage, mine, path):
    assert faults(mine.get(f"/api/v1/{path}{AHV}")) == {""}
