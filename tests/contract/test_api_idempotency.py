"""R05: a POST that is sent again has its effect once and gets the same answer, on both databases and in parallel."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from forum.accounts.actions import erase
from forum.accounts.queries import by_id
from forum.core import clock, schedule
from forum.core.db import session, transaction
from forum.core.idempotency import KeptAnswer
from forum.threads.models import Post
from tests.contract.tokens import program
from tests.plugins.databases import both_databases


def count(app, *where) -> int:
    with app.app_context():
        found = session().scalar(select(func.count()).select_from(Post).where(*where))
        session().close()
    return found


def send(client, thread, body, key):
    return client.post(f"/api/v1/threads/{thread}/posts", json={"body": body}, headers={"Idempotency-Key": key})


@both_databases
def test_a_storm_of_retries_has_each_effect_once(app, world):
    thread = world.threads["open"]
    calls = [(f"Answer number {n} of the storm", f"key-{n}") for n in range(6)] * 5

    def one(call):
        return call, send(program_, thread, *call)

    program_ = program(app, world, "member")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(one, calls))
    for call in set(calls):
        mine = [answer for asked, answer in answers if asked == call]
        assert {answer.status_code for answer in mine} == {201}
        assert len({answer.data for answer in mine}) == 1
        assert len({answer.headers["Location"] for answer in mine}) == 1
        assert count(app, Post.source == call[0]) == 1


@both_databases
def test_a_repeated_answer_outlives_what_would_be_a_second_answer(app, world, clock):
    """Later than the ten minutes in which the same words count as sent twice anyway."""
    mine, thread = program(app, world, "member"), world.threads["open"]
    first = send(mine, thread, "An answer.", "k")
    clock.forward(minutes=30)
    again, other = send(mine, thread, "An answer.", "k"), send(mine, thread, "An answer.", "l")
    assert first.data == again.data != other.data
    assert count(app, Post.source == "An answer.") == 2


def test_a_key_belongs_to_one_request_of_one_member(stage):
    stage.reset()
    mine, other = (program(stage.app, stage.world, who) for who in ("member", "friend"))
    thread = stage.world.threads["open"]
    assert send(mine, thread, "An answer.", "k").status_code == 201
    wrong = send(mine, thread, "Another answer.", "k")
    assert wrong.status_code == 422
    assert wrong.get_json()["errors"][0]["field"] == "Idempotency-Key"
    assert send(mine, stage.world.threads["quiet"], "An answer.", "k").status_code == 422
    assert send(other, thread, "My answer.", "k").status_code == 201
    for bad in ("", "x" * 201, "\x7f"):
        assert send(mine, thread, "An answer.", bad).status_code == 422


def test_what_failed_is_not_kept(stage):
    stage.reset()
    mine, thread = program(stage.app, stage.world, "member"), stage.world.threads["open"]
    assert send(mine, thread, " ", "k").status_code == 422
    assert send(mine, thread, "An answer.", "k").status_code == 201


def kept(app) -> int:
    with app.app_context():
        found = session().scalar(select(func.count()).select_from(KeptAnswer))
        session().close()
    return found


def test_answers_are_forgotten_after_a_day_and_with_their_member(stage):
    stage.reset()
    for who in ("member", "friend"):
        send(program(stage.app, stage.world, who), stage.world.threads["open"], f"By {who}.", "k")
    assert kept(stage.app) == 2
    with stage.app.app_context():
        erase(by_id(stage.world.people["friend"]))
        session().close()
    assert kept(stage.app) == 1
    with stage.app.app_context(), clock.shifted(clock.now() + timedelta(days=3)):
        with transaction():
            schedule.begin(clock.today() - timedelta(days=1))
        with transaction():
            schedule.close_day(clock.today() - timedelta(days=1))
        session().close()
    assert kept(stage.app) == 0


@pytest.mark.parametrize("method", ["put", "delete"])
def test_setting_a_state_twice_is_setting_it_once(stage, method):
    stage.reset()
    mine, path = program(stage.app, stage.world, "member"), f"/api/v1/posts/{stage.world.posts['official']}/vote"
    if method == "delete":
        mine.put(path)
    answers = [getattr(mine, method)(path).get_json() for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["helpful"] == (1 if method == "put" else 0)
