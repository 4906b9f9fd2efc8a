"""Tokens of programs: made once, shown once, no wider than their scopes, and dead when they should be."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.accounts import actions
from forum.accounts.actions.tokens import MAX_TOKENS, SCOPES
from forum.accounts.models import ApiToken
from forum.accounts.passwords import hash_password
from forum.accounts.queries import by_id
from forum.core import clock
from forum.core.db import session
from forum.core.errors import Invalid
from tests.contract.community import PASSWORD
from tests.contract.tokens import Program, program, token_for

OWN = "/api/v1/members/friend1/ledger"
QUESTION = {"title": "A question that is long enough", "body": "Words.", "category": "public"}


@pytest.fixture
def fresh(stage):
    stage.reset()
    return stage


def inside(stage, act) -> None:
    """Do something to the account of `friend`."""
    with stage.app.app_context():
        act(by_id(stage.world.people["friend"]))
        session().close()


ENDS = {
    "password": lambda member: actions.change_password(member, hash_password("a new one, long enough")),
    "suspension": lambda member: actions.suspend(member, clock.now() + timedelta(days=1)),
    "role": lambda member: actions.set_role(member, "expert"),
    "erasure": actions.erase,
}


@pytest.mark.parametrize("end", ENDS)
def test_a_token_dies_with_what_it_stood_for(fresh, end):
    mine = program(fresh.app, fresh.world, "friend")
    assert mine.get(OWN).status_code == 200
    inside(fresh, ENDS[end])
    answer = mine.get(OWN)
    assert answer.status_code == 401
    assert "invalid_token" in answer.headers["WWW-Authenticate"]
    assert mine.get("/api/v1/categories").status_code == 401, "a dead token is no guest"


def test_a_token_dies_of_age(fresh):
    mine = program(fresh.app, fresh.world, "friend")
    with clock.shifted(clock.now() + timedelta(days=29)):
        assert mine.get(OWN).status_code == 200
    with clock.shifted(clock.now() + timedelta(days=31)):
        assert mine.get(OWN).status_code == 401


def test_only_a_hash_is_kept(fresh):
    token = token_for(fresh.app, fresh.world, "friend")
    with fresh.app.app_context():
        rows = [vars(row).copy() for row in session().scalars(select(ApiToken))]
        session().close()
    assert rows
    assert token not in repr(rows)
    assert token.startswith("stube_")
    assert len(token) > 40


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_opens_its_own_door_only(fresh, scope):
    mine = program(fresh.app, fresh.world, "manager", [scope])
    hide = {"kind": "hide", "post": fresh.world.posts["own"], "reason": "insult"}
    got = {
        "read": mine.get(OWN),
        "write": mine.post("/api/v1/threads", json=QUESTION),
        "moderate": mine.post("/api/v1/moderation/actions", json=hide),
        "manage": mine.get("/api/v1/mandates"),
        "dashboard": mine.get("/api/v1/dashboard/figures"),
    }
    open_doors = {name for name, answer in got.items() if answer.status_code < 400}
    assert open_doors == {"read", scope}
    closed = {answer.status_code for name, answer in got.items() if name not in open_doors}
    assert closed == {403}
    assert all("insufficient_scope" in got[name].headers["WWW-Authenticate"] for name in got.keys() - open_doors)


@pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Basic eDp5", "bearer stube_x", "Bearer stube_" + "x" * 5000])
def test_what_is_no_token_is_refused(fresh, header):
    answer = fresh.app.test_client().get("/api/v1/categories", headers={"Authorization": header})
    assert answer.status_code == 401


def test_a_member_makes_sees_and_ends_a_token(fresh):
    fresh.app.config["WTF_CSRF_ENABLED"] = False
    mine = fresh.visitor("member")
    form = {"name": "My reader", "days": "30", "scopes": ["write"], "token_password": PASSWORD}
    refused = mine.post("/settings/tokens", data=form | {"token_password": "wrong"})
    made = mine.post("/settings/tokens", data=form)
    fresh.app.config["WTF_CSRF_ENABLED"] = True
    assert (refused.status_code, made.status_code) == (422, 200)
    assert "My reader" in refused.get_data(as_text=True), "what was typed stays"
    token = re.search(r"stube_[\w-]{43}", made.get_data(as_text=True))[0]
    assert made.headers["Cache-Control"] == "private, no-store"
    listed = mine.get("/settings/tokens").get_data(as_text=True)
    assert "My reader" in listed
    assert token not in listed
    program_ = Program(fresh.app, fresh.app.response_class)
    program_.token = token
    assert program_.post("/api/v1/threads", json=QUESTION).status_code == 201
    number = re.search(r'name="token" value="(\d+)"', listed)[1]
    fresh.app.config["WTF_CSRF_ENABLED"] = False
    stranger = fresh.visitor("friend").post("/settings/tokens/end", data={"token": number})
    assert program_.get("/api/v1/categories").status_code == 200, "nobody ends a token of somebody else"
    mine.post("/settings/tokens/end", data={"token": number})
    fresh.app.config["WTF_CSRF_ENABLED"] = True
    assert stranger.status_code == 303
    assert program_.get("/api/v1/categories").status_code == 401


def test_there_is_an_end_to_tokens(fresh):
    with fresh.app.app_context():
        member = by_id(fresh.world.people["friend"])
        for _ in range(MAX_TOKENS):
            actions.make_token(member, name="one more", scopes=SCOPES, days=30)
        with pytest.raises(Invalid, match="Twenty"):
            actions.make_token(member, name="too many", scopes=SCOPES, days=30)
        session().close()
