"""Random histories through the ordinary actions and the database: after each, everything can be re-derived."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from forum.core import clock as core_clock
from forum.core.db import session
from forum.reputation.checks import differences
from forum.reputation.models import LedgerEntry
from tests.fixtures import game

PEOPLE, POSTS = 4, 6
pick = st.integers(0, 99)
step = st.one_of(
    st.tuples(st.just("vote"), pick, pick, st.sampled_from([1, 1, 0])),
    st.tuples(st.just("accept"), pick, pick, st.just(0)),
    st.tuples(st.just("withdraw"), pick, pick, st.just(0)),
    st.tuples(st.sampled_from(["endorse", "unendorse"]), pick, pick, st.just(0)),
    st.tuples(st.sampled_from(["remove", "restore"]), pick, pick, st.just(0)),
    st.tuples(st.sampled_from(["remove_thread", "restore_thread"]), pick, pick, st.just(0)),
    st.tuples(st.just("later"), st.integers(1, 20), pick, st.just(0)),
)


class World(NamedTuple):
    stack: ExitStack
    people: list[int]
    expert: int
    threads: list[int]
    posts: list[int]


@pytest.fixture
def world(context):
    """People, an expert, threads and answers that all examples share; their history grows from example to example."""
    with ExitStack() as stack:
        stack.enter_context(core_clock.shifted(datetime(2026, 6, 1, 9, tzinfo=UTC)))
        stack.enter_context(game.playing())

        people = [game.person(new=number == 0) for number in range(PEOPLE)]
        where = [game.category(), game.category(health_near=True)]
        threads = [game.question(people[number % PEOPLE], where[number % 2]) for number in range(3)]
        posts = [game.answer(people[(number + 1) % PEOPLE], threads[number % 3]) for number in range(POSTS)]
        yield World(stack, people, game.person(role="expert"), threads, posts)


def do(world, what, a, b, value):
    person, number = world.people[a % PEOPLE], b % POSTS
    post_id, thread = world.posts[number], number % 3
    asker, shown = world.people[thread % PEOPLE], game.post(post_id).shown
    if what == "later":
        world.stack.enter_context(core_clock.shifted(core_clock.now() + timedelta(hours=a)))
    elif what in {"remove", "restore"}:
        getattr(game, what)(game.post(post_id).author_id, post_id)
    elif what in {"remove_thread", "restore_thread"}:
        getattr(game, what)(world.expert, world.threads[thread])
    elif what == "withdraw":
        game.withdraw(asker, world.threads[thread])
    elif shown and what == "vote":
        game.vote(person, post_id, value)
    elif shown and what == "accept":
        game.accept(asker, post_id)
    elif shown and what in {"endorse", "unendorse"}:
        getattr(game, what)(world.expert, post_id)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, min_size=5, max_size=25))
def test_every_number_follows_from_the_ledger_whatever_happens(world, steps):
    before = session().scalars(select(LedgerEntry.id).order_by(LedgerEntry.id)).all()
    for each in steps:
        do(world, *each)
    assert differences() == []
    after = session().scalars(select(LedgerEntry.id).order_by(LedgerEntry.id)).all()
    assert after[: len(before)] == before, "history only grows"
    assert game.booked(world.expert) == 0
