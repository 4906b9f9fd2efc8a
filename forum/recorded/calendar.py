"""Days of a recorded community that end between its happenings: what only time moves in the game."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session, transaction
from forum.core.schedule import begin
from forum.recorded.models import ImportRun
from forum.reputation.actions import rules_in_force
from forum.reputation.actions.find import look_at_anniversaries
from forum.reputation.actions.rise import look_again
from forum.reputation.models import Award, StageWait
from forum.reputation.queries.metrics import LASTING_DAYS

DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=180)
"""The longest window of a phase: so many days the worker closes in full after an import into an empty house."""

TOGETHER = 100
"""Days without happenings that are closed in one transaction."""


def close_until(at: datetime) -> None:
    """Close every recorded day that ended before an instant; inside `transaction()`.

    Only the game hears of them: figures keep days of their own, and those of the past are told by no recording.
    """
    run = session().get_one(ImportRun, 1)
    last = clock.day_of(at) - DAY
    if run.closed_through is not None and run.closed_through < last:
        for day in _days_that_matter(run.closed_through + DAY, last):
            _close(day)
    run.closed_through = max(last, run.closed_through or last)


def _close(day: date) -> None:
    end = clock.start_of(day + DAY)
    with clock.shifted(end), transaction():
        version = rules_in_force().at(end)
        look_again(version)
        look_at_anniversaries(day, version)


def _days_that_matter(first: date, last: date) -> list[date]:
    """Days on which time alone may move something: all while a stage waits for somebody, else anniversaries only."""
    days = [first + number * DAY for number in range((last - first).days + 1)]
    if len(days) == 1 or session().scalar(select(StageWait.member_id).limit(1)) is not None:
        return days
    badges = rules_in_force().at(clock.start_of(last)).rules.badges
    years = {badge.requires["days_member"] for badge in badges if "days_member" in badge.requires}
    full = {day for length in years for day in _joined(first, last, (length - 1) * DAY)} | _solved(first, last)
    return [day for day in days if day in full]


def _joined(first: date, last: date, age: timedelta) -> set[date]:
    since, until = clock.start_of(first - age), clock.start_of(last - age + DAY)
    mine = (Member.created_at >= since, Member.created_at < until, Member.kind == "person")
    return {clock.day_of(joined) + age for joined in session().scalars(select(Member.created_at).where(*mine))}


def _solved(first: date, last: date) -> set[date]:
    age = (LASTING_DAYS - 1) * DAY
    solved = (Award.subject_kind == "solution_accepted", Award.day.between(first - age, last - age))
    return {day + age for day in session().scalars(select(Award.day).where(*solved).distinct())}


def catch_up() -> None:
    """Close the days since the last happening, then start the calendar where nobody did."""
    now = clock.now()
    last = session().get_one(ImportRun, 1).closed_through
    while last is not None and last < clock.day_of(now) - DAY:
        last = min(last + TOGETHER * DAY, clock.day_of(now) - DAY)
        with transaction():
            close_until(clock.start_of(last + DAY))
    with transaction():
        begin(clock.day_of(now - LOOK_BACK))
