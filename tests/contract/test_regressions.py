"""How other systems' engines broke (PRODUCT.md, "Regression list"): each line is a test, on both databases."""

import pytest

from forum.core.db import transaction
from forum.reputation.actions import publish_rules
from forum.reputation.checks import differences
from tests.fixtures import game
from tests.plugins.databases import both_databases

pytestmark = both_databases

CAPPED = """
name = { de = "Kappe", en = "Cap" }
[cap.day]
per = "day"
most = 200
[[rule]]
id = "up"
name = { de = "Auf", en = "Up" }
event = "vote_up"
path = "ratgeben"
amount = 10
caps = ["day"]
[[rule]]
id = "solution"
name = { de = "Los", en = "Solution" }
event = "solution_accepted"
path = "ratgeben"
amount = 15
caps = ["day"]
[path.ratgeben]
emblem = "rat"
name = { de = "Ruf", en = "Reputation" }
text = { de = "Ruf", en = "Reputation" }
deed = { de = "Taten", en = "Deeds" }
[[path.ratgeben.stage]]
title = { de = "Eins", en = "One" }
"""


@pytest.fixture(autouse=True)
def _game(context, clock):
    with game.playing():
        yield


@pytest.fixture
def talk(_game):
    """A question with two answers by different people, beside other people's noise."""

    class Talk:
        asker, first, second = game.person(), game.person(), game.person()
        noise = game.person()
        where = game.category()
        thread = game.question(asker, where)
        a, b = game.answer(first, thread), game.answer(second, thread)
        other = game.answer(noise, game.question(game.person(), where))

    game.vote(Talk.asker, Talk.other)
    return Talk


@pytest.fixture(autouse=True)
def _always_sums_up(talk):
    """Whatever a test did: everything can be re-derived, and the noise kept its two points."""
    yield
    assert differences() == []
    assert (game.points(talk.noise), game.booked(talk.noise)) == (2, 2)


def rules(text: str) -> None:
    with transaction():
        publish_rules(text)


def test_moving_the_acceptance_back_and_forth_mints_nothing(talk):
    for post_id in (talk.a, talk.b, talk.a, talk.b, talk.a):
        assert game.accept(talk.asker, post_id)
    assert (game.points(talk.first), game.points(talk.second)) == (25, 0)


def test_accepting_the_same_answer_twice_is_once(talk):
    assert game.accept(talk.asker, talk.a)
    assert not game.accept(talk.asker, talk.a)
    assert game.points(talk.first) == 25


def test_cancelling_an_acceptance_takes_back_exactly_what_it_gave(talk):
    game.accept(talk.asker, talk.a)
    game.vote(talk.second, talk.a)
    rules(CAPPED)  # today's tariff is another one
    assert game.withdraw(talk.asker, talk.thread)
    assert game.points(talk.first) == 2
    assert game.entries(talk.first)[-1] == ("reversal", -25, "")


def test_a_vote_over_the_cap_pays_nothing_and_costs_nothing(talk):
    rules(CAPPED)
    voters = [game.person() for _ in range(21)]
    for voter in voters:
        game.vote(voter, talk.a)
    assert game.points(talk.first) == 200
    assert game.entries(talk.first)[-1] == ("grant", 0, "day")
    game.vote(voters[-1], talk.a, 0)
    assert game.points(talk.first) == 200


def test_a_cap_clips_what_goes_beyond_it(talk):
    rules(CAPPED)
    for _ in range(18):
        game.vote(game.person(), talk.a)
    game.accept(talk.asker, talk.a)
    assert game.points(talk.first) == 195
    game.vote(game.person(), talk.a)
    assert game.points(talk.first) == 200
    assert game.entries(talk.first)[-1] == ("grant", 5, "day")


def test_what_was_taken_back_frees_no_cap(talk):
    rules(CAPPED)
    voters = [game.person() for _ in range(20)]
    for voter in voters:
        game.vote(voter, talk.a)
    game.vote(voters[0], talk.a, 0)
    game.vote(game.person(), talk.a)
    assert game.points(talk.first) == 190
    game.vote(voters[0], talk.a)
    assert game.points(talk.first) == 200


@pytest.mark.parametrize("how", ["deleted", "hidden"])
def test_removing_a_post_takes_its_points_and_restoring_brings_them_back(talk, how):
    game.vote(talk.asker, talk.a)
    game.accept(talk.asker, talk.a)
    game.remove(talk.first, talk.a, how)
    assert game.points(talk.first) == 0
    game.restore(talk.first, talk.a, how)
    assert game.points(talk.first) == 27
    kinds = [kind for kind, _amount, _cap in game.entries(talk.first)]
    assert kinds == ["grant"] * 2 + ["reversal"] * 2 + ["restore"] * 2


def test_points_of_old_posts_are_counted_like_others(talk, clock):
    game.vote(talk.asker, talk.a)
    clock.forward(days=200)
    game.remove(talk.first, talk.a)
    assert game.points(talk.first) == 0


def test_losses_are_in_the_members_own_list(talk):
    game.vote(talk.asker, talk.a)
    game.vote(talk.asker, talk.a, 0)
    assert game.entries(talk.first) == [("grant", 2, ""), ("reversal", -2, "")]


def test_a_moderator_loses_nothing_by_removing_a_post(talk):
    moderator = game.person()
    mine = game.answer(moderator, talk.thread)
    game.vote(talk.asker, game.answer(moderator, game.question(talk.asker, talk.where)))
    game.remove(moderator, mine, "hidden")
    game.remove(moderator, talk.a, "hidden")
    assert game.points(moderator) == 2


def test_taking_a_vote_back_never_raises_a_score(talk):
    game.vote(talk.asker, talk.a)
    before = game.points(talk.first)
    game.vote(talk.asker, talk.a, 0)
    assert game.points(talk.first) < before
    game.vote(talk.asker, talk.a, 0)
    assert game.points(talk.first) == 0


def test_nobody_is_paid_for_their_own_votes_and_solutions(talk):
    own = game.answer(talk.asker, talk.thread)
    game.vote(talk.asker, own)
    game.accept(talk.asker, own)
    assert game.points(talk.asker) == 0


def test_points_alone_bring_no_rank_and_no_right(talk):
    """An admin rank went to ordinary members by a wrong criterion: here every condition must hold."""
    friend = game.person()
    for _ in range(60):
        game.vote(friend, game.answer(talk.first, game.question(talk.asker, talk.where)))
    for _ in range(60):
        game.accept(friend, game.answer(talk.first, game.question(friend, talk.where)))
    assert game.points(talk.first) < 600
    assert game.stage(talk.first) <= 2


def test_a_deleted_threads_points_leave_a_trace_and_come_back(talk):
    game.vote(talk.second, talk.a)
    game.remove_thread(talk.noise, talk.thread)
    assert game.points(talk.first) == 0
    assert game.entries(talk.first)[-1] == ("reversal", -2, "")
    game.restore_thread(talk.noise, talk.thread)
    assert game.points(talk.first) == 2


def test_a_post_deleted_inside_a_hidden_thread_stays_away(talk):
    game.vote(talk.asker, talk.a)
    game.remove(talk.first, talk.a)
    game.remove_thread(talk.noise, talk.thread)
    game.restore_thread(talk.noise, talk.thread)
    assert game.points(talk.first) == 0
    game.restore(talk.first, talk.a)
    assert game.points(talk.first) == 2


def test_a_solution_withdrawn_while_its_post_was_gone_does_not_come_back(talk):
    game.accept(talk.asker, talk.a)
    game.remove(talk.first, talk.a)
    game.accept(talk.asker, talk.b)
    game.restore(talk.first, talk.a)
    assert (game.points(talk.first), game.points(talk.second)) == (0, 25)


def test_staff_earn_nothing(talk):
    expert = game.person(role="expert")
    post_id = game.answer(expert, talk.thread)
    game.vote(talk.asker, post_id)
    game.accept(talk.asker, post_id)
    assert game.entries(expert) == []
