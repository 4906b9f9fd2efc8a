"""Stages and badges: reached when everything holds, on the event or at the day's end; never lost by themselves."""

import pytest
from sqlalchemy import select

from forum.accounts.actions import erase
from forum.accounts.models import Mandate, Member, Standing
from forum.accounts.queries import by_id
from forum.core import clock as core_clock
from forum.core.db import session, transaction
from forum.core.schedule import begin, close_day
from forum.reputation.actions import publish_rules
from forum.reputation.checks import differences
from forum.reputation.events import BadgeFound, Promoted
from forum.reputation.models import BadgeAward, Promotion, StageWait
from forum.reputation.queries import holders, routes
from tests.fixtures import game

RULES = """
name = { de = "Kurz", en = "Short" }
[[rule]]
id = "up"
name = { de = "Auf", en = "Up" }
event = "vote_up"
path = "ratgeben"
amount = 10
counts = ["helpful_votes", "thanks", "good"]
[[rule]]
id = "solution"
name = { de = "Los", en = "Solution" }
event = "solution_accepted"
path = "ratgeben"
amount = 20
counts = ["accepted_answers", "deed"]
[path.ratgeben]
emblem = "rat"
name = { de = "Ratgeben", en = "Advising" }
text = { de = "Wissen", en = "Knowledge" }
deed = { de = "Lösungen", en = "Solutions" }
[[path.ratgeben.stage]]
title = { de = "Spur", en = "Trail" }
[[path.ratgeben.stage]]
title = { de = "Karte", en = "Map" }
requires = { points = 30, thankers = 2, thank_days = 2 }
rights = [{ permission = "thread:retag", scope = "everywhere", approvals = 0 }]
[[path.ratgeben.stage]]
title = { de = "Kompass", en = "Compass" }
requires = { points = 50, thankers = 2, thank_days = 2, days_member = 402 }
rights = [{ permission = "post:hide", scope = "main_category", approvals = 1 }]
[[badge]]
id = "two"
icon = "heart"
path = "ratgeben"
name = { de = "Zwei", en = "Two" }
text = { de = "Zwei", en = "Two" }
requires = { thankers = 2 }
[[badge]]
id = "year"
icon = "flower"
path = "ratgeben"
name = { de = "Jahr", en = "Year" }
text = { de = "Jahr", en = "Year" }
requires = { days_member = 402, good_answers = 1 }
[[badge]]
id = "topic"
icon = "crystal"
path = "ratgeben"
name = { de = "Thema", en = "Topic" }
text = { de = "Thema", en = "Topic" }
requires = { category_solutions = 2 }
"""


@pytest.fixture
def told(context, clock):
    """What the game published."""
    heard = []
    with game.playing({Promoted: (heard.append,), BadgeFound: (heard.append,)}):
        with transaction():
            publish_rules(RULES)
        yield heard


@pytest.fixture
def helper(told):
    class Helper:
        id, where = game.person(), game.category()
        other, friend = game.person(), game.person()

        @classmethod
        def thanked_by(cls, *voters):
            for voter in voters:
                game.vote(voter, game.answer(cls.id, game.question(cls.other, cls.where)))

        @classmethod
        def solves(cls, where=None):
            return game.accept(cls.other, game.answer(cls.id, game.question(cls.other, where or cls.where)))

    return Helper


def promotions(heard):
    return [(event.member_id, event.path, event.stage) for event in heard if isinstance(event, Promoted)]


def close(day):
    with transaction():
        begin(day)
        close_day(day)


def test_the_first_thanks_brings_the_first_stage(told, helper):
    assert game.stage(helper.id) == 0
    helper.thanked_by(helper.friend)
    assert game.stage(helper.id) == 1
    standing = session().scalars(select(Standing).where(Standing.member_id == helper.id)).one()
    assert standing.title == "Spur"
    assert promotions(told) == [(helper.id, "ratgeben", 1)]


def test_points_alone_do_not_suffice(told, helper):
    helper.thanked_by(*[helper.friend] * 9)
    assert game.points(helper.id) == 90
    assert game.stage(helper.id) == 1
    assert session().scalars(select(StageWait.member_id)).all() == [helper.id]


def test_one_friend_on_many_days_and_many_people_on_one_day_are_not_enough(told, helper, clock):
    for _ in range(3):
        helper.thanked_by(helper.friend)
        clock.forward(days=1)
    assert (game.points(helper.id), game.stage(helper.id)) == (30, 1)
    rival = game.person()
    for _ in range(3):
        game.vote(game.person(), game.answer(rival, game.question(helper.other, helper.where)))
    assert (game.points(rival), game.stage(rival)) == (30, 1)


def test_the_light_right_is_in_force_at_once(told, helper, clock):
    helper.thanked_by(helper.friend, helper.friend)
    clock.forward(days=1)
    helper.thanked_by(game.person())
    assert game.stage(helper.id) == 2
    (right,) = session().scalars(select(Mandate)).all()
    assert (right.member_id, right.permission, right.category_id, right.source) == (
        helper.id, "thread:retag", None, "rule",
    )  # fmt: skip
    assert right.grant_id == session().scalars(select(Promotion.id).where(Promotion.stage == 2)).one()
    assert [offer.approvals for event in told if isinstance(event, Promoted) for offer in event.rights] == [0]


def test_what_waits_for_days_comes_at_the_days_end_with_its_offer(told, helper, clock):
    helper.thanked_by(helper.friend, helper.friend)
    clock.forward(days=1)
    helper.thanked_by(game.person())
    helper.solves()
    assert (game.points(helper.id), game.stage(helper.id)) == (50, 2)
    day = core_clock.today()
    clock.forward(days=1)
    close(day)
    assert game.stage(helper.id) == 3
    (offer,) = next(event.rights for event in told if isinstance(event, Promoted) and event.stage == 3)
    assert (offer.permission, offer.category_id, offer.approvals) == ("post:hide", helper.where, 1)
    assert session().scalars(select(Mandate.permission)).all() == ["thread:retag"], "people decide about the other"
    assert session().scalars(select(StageWait.member_id)).all() == []
    assert holders("ratgeben", 2) == [(helper.id, 3)]
    assert differences() == []


def test_a_stage_stays_when_points_go(told, helper, clock):
    first = game.answer(helper.id, game.question(helper.other, helper.where))
    game.vote(helper.friend, first)
    helper.thanked_by(helper.friend)
    clock.forward(days=1)
    helper.thanked_by(game.person())
    game.vote(helper.friend, first, 0)
    assert (game.points(helper.id), game.stage(helper.id)) == (20, 2)
    assert routes(helper.id)[0].waypoints[2].state == "next"
    assert differences() == []


def test_a_badge_is_found_once_and_stays(told, helper):
    post_id = game.answer(helper.id, game.question(helper.other, helper.where))
    for voter in (helper.friend, helper.other):
        game.vote(voter, post_id)
    game.vote(helper.other, post_id, 0)
    game.vote(helper.other, post_id)
    assert [event.badge for event in told if isinstance(event, BadgeFound)] == ["two"]
    assert session().scalars(select(BadgeAward.badge)).all() == ["two"]


def test_solutions_in_one_topic_count_there_only(told, helper):
    helper.solves()
    helper.solves(game.category())
    assert session().scalars(select(BadgeAward.badge)).all() == []
    helper.solves()
    assert session().scalars(select(BadgeAward.badge)).all() == ["topic"]


def test_a_year_brings_its_badge_to_who_helped_and_nobody_else(told, helper, clock):
    idle = game.person()
    helper.thanked_by(helper.friend)
    clock.forward(days=1)
    day = core_clock.today()
    clock.forward(days=1)
    close(day)
    assert session().execute(select(BadgeAward.member_id, BadgeAward.badge)).all() == [(helper.id, "year")]
    assert idle != helper.id


def test_erasing_ends_rights_and_leaves_everybodys_numbers(told, helper, clock):
    helper.thanked_by(helper.friend, helper.friend)
    clock.forward(days=1)
    helper.thanked_by(game.person())
    voter = by_id(helper.friend)
    with transaction():
        erase(voter)
    assert game.points(helper.id) == 30
    with transaction():
        erase(by_id(helper.id))
    assert session().scalars(select(Mandate.id)).all() == []
    assert game.booked(helper.id) == 30
    assert session().get_one(Member, helper.id).kind == "erased"
    assert differences() == []
