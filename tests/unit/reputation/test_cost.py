"""What the game costs: nothing where nothing can follow, a fixed number of statements where it does."""

import pytest
from sqlalchemy import event

from forum.core.db import db, transaction
from forum.core.events import Event
from forum.reputation import actions
from forum.reputation.actions import rules_in_force
from forum.threads import events as facts
from forum.threads.queries import opening
from forum.threads.queries import thread as load
from tests.fixtures import game

VOTE, ACCEPT = 8, 10


@pytest.fixture
def statements(context, clock):
    """Count what handlers send to the database."""
    seen = []
    with game.playing():
        with transaction():
            rules_in_force()
        event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
        yield seen


@pytest.fixture
def cost(statements):
    def cost(what: type[Event], act) -> int:
        spent = []

        def measured(fact):
            before = len(statements)
            actions.pay(fact)
            spent.append(len(statements) - before)

        with game.playing({what: (measured,)}):
            act()
        return max(spent)

    return cost


def test_a_vote_costs_the_same_at_any_size(cost):
    author, where = game.person(), game.category()
    thread = game.question(game.person(), where)
    post_id = game.answer(author, thread)
    first = [cost(facts.Voted, lambda: game.vote(game.person(), post_id)) for _ in range(2)][1]
    for _ in range(40):
        game.vote(game.person(), post_id)
    later = cost(facts.Voted, lambda: game.vote(game.person(), post_id))
    assert later <= first <= VOTE


def test_an_acceptance_costs_a_fixed_number(cost):
    author, asker, where = game.person(), game.person(), game.category()
    posts = [game.answer(author, game.question(asker, where)) for _ in range(2)]
    game.accept(asker, posts[0])
    assert cost(facts.SolutionAccepted, lambda: game.accept(asker, posts[1])) <= ACCEPT


def test_a_vote_on_a_question_costs_only_the_look_at_the_rules(cost):
    author = game.person()
    thread = game.question(author, game.category())
    post_id = opening(load(thread)).id
    assert cost(facts.Voted, lambda: game.vote(game.person(), post_id)) <= 1
    assert game.entries(author) == []
