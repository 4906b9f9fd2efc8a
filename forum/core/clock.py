"""The one source of time: aware UTC instants, calendar days of Europe/Zurich."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZURICH = ZoneInfo("Europe/Zurich")
_shifted: ContextVar[datetime | None] = ContextVar("shifted", default=None)


def now() -> datetime:
    """Give the current instant (aware, UTC), or the shifted one inside `shifted`."""
    return _shifted.get() or datetime.now(UTC)


@contextmanager
def shifted(at: datetime) -> Iterator[None]:
    """Let `now()` answer `at` (aware) in this context: demo, import and tests."""
    token = _shifted.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _shifted.reset(token)


@lru_cache(maxsize=4096)
def _offset(hour: datetime) -> timedelta:
    return hour.astimezone(ZURICH).utcoffset() or timedelta(0)


def day_of(at: datetime) -> date:
    """Give the Zurich calendar day of an aware instant."""
    utc = at.astimezone(UTC)
    return (utc + _offset(utc.replace(minute=0, second=0, microsecond=0))).date()


def today() -> date:
    """Give the current Zurich calendar day."""
    return day_of(now())


def start_of(day: date) -> datetime:
    """Give the UTC instant at which a Zurich day begins."""
    return datetime.combine(day, time.min, ZURICH).astimezone(UTC)
