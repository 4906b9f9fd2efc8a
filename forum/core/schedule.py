"""Time that passes by itself: one `DayClosed` for every Zurich day that ended, missed ones included."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, mapped_column

from forum.core import clock
from forum.core.db import Model, publish, session, transaction, upsert
from forum.core.events import Event


class ScheduleRow(Model):
    """How far the calendar has been worked off."""

    __tablename__ = "schedule"

    name: Mapped[str] = mapped_column(primary_key=True)
    closed_through: Mapped[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(Event):
    """A Zurich day ended; `at` is the instant it ended."""

    day: date


def closed_through() -> date | None:
    """Give the last closed day, or none on an empty installation."""
    return session().scalar(select(ScheduleRow.closed_through).where(ScheduleRow.name == "day"))


def begin(day: date) -> None:
    """Start the calendar: everything before `day` counts as closed. Does nothing when it runs already."""
    row = upsert(ScheduleRow).values(name="day", closed_through=day - timedelta(days=1))
    session().execute(row.on_conflict_do_nothing())


def close_day(day: date) -> bool:
    """Close one day inside the current transaction; false when it was closed already."""
    done = session().execute(
        update(ScheduleRow)
        .where(ScheduleRow.name == "day", ScheduleRow.closed_through < day)
        .values(closed_through=day)
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        return False
    end = clock.start_of(day + timedelta(days=1))
    with clock.shifted(end), transaction():  # its end drains: handlers live at the end of the day they close
        publish(DayClosed(at=end, day=day))
    return True


def close_missed() -> int:
    """Close every day that ended, oldest first, each in its own transaction; give their number."""
    closed = 0
    last = closed_through()
    if last is None:
        with transaction():
            begin(clock.today())
        return 0
    while last < clock.today() - timedelta(days=1):
        last += timedelta(days=1)
        with transaction():
            closed += close_day(last)
    return closed
