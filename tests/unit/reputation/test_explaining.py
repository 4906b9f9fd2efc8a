"""Why these points, why this stage, what is missing: every number sums up."""

import pytest
from sqlalchemy import select

from forum.access.guard import GUEST, Actor
from forum.accounts.models import Standing
from forum.accounts.queries.authors import perks_of
from forum.core.db import session
from forum.reputation.queries import finds, ledger_page, routes, rule_sums, stages, thanked_by, whole_ledger
from tests.fixtures import game


@pytest.fixture(autouse=True)
def _game(context, clock):
    with game.playing():
        yield


@pytest.fixture
def author():
    """Somebody with a solution, many votes over the cap, one taken back, a newcomer's thanks; and somebody else."""
    author, asker, where = game.person(), game.person(), game.category()
    post_id = game.answer(author, game.question(asker, where))
    game.accept(asker, post_id)
    voters = [game.person() for _ in range(30)]
    for voter in voters:
        game.vote(voter, post_id)
    game.vote(voters[0], post_id, 0)
    game.vote(game.person(new=True), post_id)
    game.vote(author, game.answer(asker, game.question(author, where)))
    return author


def test_the_sums_per_rule_are_the_standing(author):
    sums = rule_sums(author)
    for standing in session().scalars(select(Standing).where(Standing.member_id == author)):
        assert sum(row.points for row in sums if row.path == standing.path) == standing.points
    by_rule = {row.rule_id: (row.times, row.points) for row in sums}
    assert by_rule == {"solution": (1, 25), "helpful": (31, 38), "newcomer-thanks": (1, 5)}
    assert [row.rule.name.en for row in sums if row.rule_id == "solution"] == ["An answer becomes the solution"]


def test_pages_hold_every_booking_once_with_a_running_total(author):
    actor = Actor(id=author, role="member")
    first = ledger_page(author, actor)
    second = ledger_page(author, actor, first.next_cursor)
    rows = [*first.items, *second.items]
    assert (len(first.items), second.next_cursor) == (30, None)
    assert [row.id for row in reversed(rows)] == [row.id for row in whole_ledger(author, actor)]
    totals = {}
    for row in reversed(rows):
        totals[row.path] = totals.get(row.path, 0) + row.amount
        assert row.balance == totals[row.path]
    clipped = [row for row in rows if row.clipped_by]
    assert {(row.amount, row.wanted, row.clipped_by) for row in clipped} == {(0, 2, "votes-a-day")}


def test_titles_appear_for_who_may_see_the_thread_only(author):
    seen = ledger_page(author, Actor(id=author, role="member")).items[0]
    assert seen.title == "Wie geht das?"
    game.remove_thread(game.person(role="manager"), seen.thread_id)
    assert {row.title for row in ledger_page(author, GUEST).items if row.thread_id == seen.thread_id} == {""}


def test_one_path_can_be_read_alone(author):
    rows = ledger_page(author, GUEST, path="gastgeben").items
    assert [(row.path, row.amount) for row in rows] == [("gastgeben", 5)]


def test_routes_say_exactly_what_is_missing(author):
    rat, gast, ent = routes(author)
    assert [route.path.id for route in (rat, gast, ent)] == ["ratgeben", "gastgeben", "entdecken"]
    assert (rat.points, rat.stage, rat.here.title.de) == (63, 1, "Erste Spur")
    assert [(item.metric, item.have, item.need) for item in rat.ahead.requirements] == [("points", 63, 200)]
    assert [waypoint.state for waypoint in rat.waypoints] == ["here", "next", "later", "later", "later", "later"]
    assert 1.31 < rat.progress < 1.32
    assert (ent.stage, ent.points, ent.here) == (0, 0, None)


def test_what_others_see_are_the_stages(author):
    assert [(path.id, stage.number) for path, stage in stages(author)] == [("ratgeben", 1), ("gastgeben", 1)]
    assert perks_of(author) == {"emblem"}
    assert thanked_by(author) == 31


def test_finds_name_what_there_is_and_what_was_found(author):
    found = {find.badge.id: find.at is not None for find in finds(author)}
    assert {badge for badge, there in found.items() if there} == {"edelweiss", "sonnenseite"}
    assert len(found) == 10
    assert [find.at is not None for find in finds(author)] == [True] * 2 + [False] * 8
