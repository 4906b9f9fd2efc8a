"""Public lists: by consent, without staff and health-near categories, ties shared, own place however far below."""

import pytest
from sqlalchemy import event

from forum.accounts.actions import change_settings, set_role, suspend
from forum.accounts.queries import by_id
from forum.core import clock as core_clock
from forum.core.db import db, session, transaction
from forum.reputation.checks import differences
from forum.reputation.queries import Listed, board, own_rank, who_is_listed
from forum.threads import actions, queries
from tests.fixtures import game

NOW, EVER = 202606, 0


@pytest.fixture(autouse=True)
def _game(context, clock):
    with game.playing():
        yield


@pytest.fixture
def where():
    return game.category()


def listed(member_id: int, *, yes: bool = True) -> int:
    with transaction():
        change_settings(by_id(member_id), on_leaderboard=yes)
    return member_id


def helped(where, *, solutions: int = 0, votes: int = 0, who: int | None = None) -> int:
    who = who or listed(game.person())
    for _ in range(solutions):
        asker = game.person()
        game.accept(asker, game.answer(who, game.question(asker, where)))
    if votes:
        post_id = game.answer(who, game.question(game.person(), where))
        for _ in range(votes):
            game.vote(game.person(), post_id)
    return who


def places(month=NOW, path="ratgeben"):
    return [(rank.place, rank.member_id, rank.deeds, rank.people) for rank in board(path, month).ranks]


def test_solutions_come_before_any_number_of_votes(where):
    many, solver = helped(where, votes=9), helped(where, solutions=1)
    assert places() == [(1, solver, 1, 1), (2, many, 0, 9)]


def test_only_who_said_yes_is_shown_and_the_others_are_counted(where):
    shown, hidden = helped(where, solutions=1), helped(where, solutions=2)
    listed(hidden, yes=False)
    assert [member for _, member, _, _ in places()] == [shown]
    assert own_rank(hidden, "ratgeben", NOW) is None
    assert who_is_listed("ratgeben", NOW) == Listed(active=2, shown=1)


def test_staff_suspended_and_who_does_not_play_are_not_shown(where):
    staff, away, off, there = (helped(where, solutions=1) for _ in range(4))
    with transaction():
        set_role(by_id(staff), "expert")
        suspend(by_id(away), core_clock.now().replace(year=2027))
        change_settings(by_id(off), plays=False)
    assert [member for _, member, _, _ in places()] == [there]


def test_equal_deeds_and_people_share_a_place(where):
    first = helped(where, solutions=2)
    same = {helped(where, solutions=1), helped(where, solutions=1)}
    last = helped(where, votes=1)
    found = places()
    assert [place for place, *_ in found] == [1, 2, 2, 4]
    assert (found[0][1], {found[1][1], found[2][1]}, found[3][1]) == (first, same, last)
    assert {own_rank(member, "ratgeben", NOW).place for member in same} == {2}
    assert own_rank(last, "ratgeben", NOW).place == 4


def test_health_near_topics_pay_but_never_rank(where):
    quiet = helped(game.category(health_near=True), solutions=2)
    assert game.points(quiet) == 50
    assert places() == []
    assert places(EVER) == []


def test_moving_a_thread_into_a_health_near_topic_takes_it_off_the_list_and_back(where):
    who = listed(game.person())
    asker = game.person()
    thread_id = game.question(asker, where)
    game.accept(asker, game.answer(who, thread_id))
    for target, expected in ((game.category(health_near=True), []), (where, [(1, who, 1, 1)])):
        with transaction():
            thread = queries.thread(thread_id)
            actions.move(by=by_id(asker), thread=thread, category=session().get_one(type(thread.category), target))
        assert places() == expected
        assert game.points(who) == 25
        assert differences() == []


def test_a_month_is_its_own_list_and_losses_go_where_the_gain_was(where, clock):
    who = listed(game.person())
    asker = game.person()
    thread = game.question(asker, where)
    game.accept(asker, game.answer(who, thread))
    clock.forward(days=40)
    helped(where, solutions=1, who=who)
    assert (places(NOW)[0][2], places(202607)[0][2], places(EVER)[0][2]) == (1, 1, 2)
    game.withdraw(asker, thread)
    assert (places(NOW), places(202607)[0][2], places(EVER)[0][2]) == ([], 1, 1)


def test_pages_follow_one_another_without_a_gap(where):
    members = [helped(where, votes=1 + number % 3) for number in range(23)]
    first = board("ratgeben", NOW)
    second = board("ratgeben", NOW, first.next_cursor)
    found = [rank.member_id for rank in (*first.ranks, *second.ranks)]
    assert sorted(found) == sorted(members)
    assert second.next_cursor is None
    every = [*first.ranks, *second.ranks]
    for number, rank in enumerate(every):
        above = [other for other in every[:number] if (other.deeds, other.people) > (rank.deeds, rank.people)]
        assert rank.place == len(above) + 1
        assert own_rank(rank.member_id, "ratgeben", NOW).place == rank.place
    assert board("ratgeben", NOW, "nonsense").ranks == first.ranks


def test_the_list_costs_one_statement_and_the_own_place_two(where):
    for _ in range(3):
        me = helped(where, solutions=1)
    session().commit()
    session().connection()
    seen = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    board("ratgeben", NOW)
    assert len(seen) == 1
    own_rank(me, "ratgeben", NOW)
    assert len(seen) == 3
