"""Two transactions that touch the same two people in opposite order: both are done, neither waits for the other."""

import pytest

from forum.accounts.models import Member
from forum.core.db import session, transaction
from forum.threads import actions
from forum.threads.queries import post, thread
from tests.fixtures import game
from tests.fixtures.trust import together
from tests.plugins.databases import both_databases

pytestmark = both_databases
ROUNDS = 25


@pytest.fixture(autouse=True)
def _game(context):
    with game.playing():
        yield


def accept(asker: int, post_id: int):
    """Give an act that marks an answer as the solution."""

    def act():
        with transaction() as s:
            actions.accept(by=s.get_one(Member, asker), post=post(post_id))

    return act


def test_solutions_that_move_crosswise(context):
    askers, one, other = [game.person(), game.person()], game.person(), game.person()
    place = game.category()
    threads = [game.question(asker, place) for asker in askers]
    answers = [[game.answer(author, thread_id) for author in (one, other)] for thread_id in threads]
    accept(askers[0], answers[0][0])()
    accept(askers[1], answers[1][1])()
    for turn in range(ROUNDS):
        first, second = answers[0][1 - turn % 2], answers[1][turn % 2]
        assert together(context, accept(askers[0], first), accept(askers[1], second)) == ["ok", "ok"], turn
    assert thread(threads[0]).accepted_post_id == first
    for author in (one, other):
        assert game.points(author) == game.booked(author) == 25
    session().rollback()
