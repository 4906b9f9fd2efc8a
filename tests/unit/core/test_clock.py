"""Time comes from one place; days are Zurich's."""

import asyncio
import contextvars
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.core import clock

AT = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def test_now_is_aware_and_utc():
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(hours=1)


def test_shifted_answers_its_instant_in_utc_and_ends():
    with clock.shifted(AT.astimezone(clock.ZURICH)):
        assert (clock.now(), clock.now().tzinfo) == (AT, UTC)
        with clock.shifted(AT + timedelta(days=1)):
            assert clock.today() == date(2026, 6, 2)
        assert clock.today() == date(2026, 6, 1)
    assert clock.now() > AT or clock.now() != AT


def test_another_context_has_its_own_time():
    with clock.shifted(AT), ThreadPoolExecutor(1) as pool:  # a thread of its own: no loop of Playwright's runs there
        assert contextvars.Context().run(clock.now) != AT
        inherited = contextvars.copy_context()
        assert pool.submit(inherited.run, lambda: asyncio.run(_now())).result() == AT


async def _now():
    return clock.now()


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 3, 28, 22, 59, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_days_change_at_midnight_in_zurich(at, day):
    assert clock.day_of(at) == day


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - made aware
def test_the_quick_way_to_a_day_is_the_same_as_the_plain_one(at):
    assert clock.day_of(at) == at.astimezone(clock.ZURICH).date()


@given(st.dates(date(1990, 1, 1), date(2037, 1, 1)))
def test_a_day_begins_with_its_first_instant(day):
    begin = clock.start_of(day)
    assert clock.day_of(begin) == day
    assert clock.day_of(begin - timedelta(microseconds=1)) == day - timedelta(days=1)
