"""The calendar: every Zurich day is closed once, missed ones too, in order, whatever the nights are like."""

from datetime import UTC, date, datetime, timedelta

import pytest

from forum.core import clock as core_clock
from forum.core import events, schedule
from forum.core.db import session, transaction
from forum.core.schedule import DayClosed, begin, close_day, close_missed, closed_through
from tests.plugins.databases import both_databases


@pytest.fixture
def closed(context, monkeypatch):
    """What handlers hear: the day, the event's instant and what the clock says to them."""
    heard = []
    hear = (lambda event: heard.append((event.day, event.at, core_clock.now())),)
    monkeypatch.setattr(events, "_table", {DayClosed: hear})
    return heard


def start(day):
    with transaction():
        begin(day)


@both_databases
def test_an_empty_installation_begins_today(closed, clock):
    assert close_missed() == 0
    assert closed_through() == core_clock.today() - timedelta(days=1)
    assert closed == []


@both_databases
def test_the_running_day_is_not_closed_a_second_before_midnight_nor_twice_after(closed, clock):
    start(date(2026, 6, 1))
    clock.set(datetime(2026, 6, 1, 21, 59, 59, tzinfo=UTC))
    assert close_missed() == 0
    clock.forward(seconds=1)
    assert (close_missed(), close_missed()) == (1, 0)
    assert [day for day, _, _ in closed] == [date(2026, 6, 1)]


@both_databases
def test_a_worker_that_was_dead_for_a_month_closes_every_day_in_order(closed, clock):
    start(date(2026, 6, 1))
    clock.set(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    assert close_missed() == 30
    assert [day for day, _, _ in closed] == [date(2026, 6, 1) + timedelta(days=n) for n in range(30)]


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)], ids=str
)
@both_databases
def test_a_day_ends_where_zurich_ends_it_also_when_the_hour_changes(closed, clock, day, hours):
    start(day - timedelta(days=1))
    clock.set(datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=5))
    close_missed()
    ends = {when: at for when, at, _ in closed}
    assert ends[day] - ends[day - timedelta(days=1)] == timedelta(hours=hours)
    assert core_clock.day_of(ends[day]) == day + timedelta(days=1)
    assert core_clock.day_of(ends[day] - timedelta(microseconds=1)) == day
    assert len(closed) == len(ends)


@both_databases
def test_handlers_live_at_the_end_of_the_day_they_close(closed, clock):
    start(date(2026, 6, 1))
    clock.forward(days=10)
    close_missed()
    assert all(at == seen for _, at, seen in closed)


@both_databases
def test_a_day_whose_handlers_fail_stays_open_and_earlier_ones_stay_closed(closed, clock, monkeypatch):
    start(date(2026, 6, 1))
    clock.forward(days=3)

    def fail_once(event):
        if event.day == date(2026, 6, 2) and not failed:
            failed.append(event.day)
            raise ZeroDivisionError

    failed = []
    monkeypatch.setattr(events, "_table", {DayClosed: (*events._table[DayClosed], fail_once)})
    with pytest.raises(ZeroDivisionError):
        close_missed()
    session().rollback()
    assert closed_through() == date(2026, 6, 1)
    assert close_missed() == 2
    assert closed_through() == date(2026, 6, 3)


@both_databases
def test_two_workers_close_a_day_once(closed, clock):
    start(date(2026, 6, 1))
    with transaction():
        assert close_day(date(2026, 6, 1))
        assert not close_day(date(2026, 6, 1))
    with transaction():
        assert not close_day(date(2026, 5, 31))
    assert len(closed) == 1


@both_databases
def test_the_calendar_begins_once(closed, clock):
    start(date(2026, 5, 1))
    start(date(2026, 5, 20))
    assert closed_through() == date(2026, 4, 30)


def test_a_clock_that_goes_back_closes_nothing(closed, clock):
    start(date(2026, 6, 1))
    clock.forward(days=5)
    assert schedule.close_missed() == 5
    clock.forward(days=-10)
    assert schedule.close_missed() == 0
    assert closed_through() == date(2026, 6, 5)
