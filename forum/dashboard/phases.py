"""The five phases: every member is in exactly one, first match from the top (definitions: `PHASES`)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select, union

from forum.accounts.models import Member, Standing, Visit
from forum.core import clock
from forum.core.db import session
from forum.core.i18n import lazy
from forum.dashboard.models import ActiveWeek
from forum.mandates.queries import trusted_since
from forum.threads.models import Post, Thread, Vote

VISIT_DAYS, CONTRIBUTION_DAYS, MANDATE_DAYS = 180, 90, 180
INSPIRE_STAGE, BIND_WEEKS = 3, 3
RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase with its name and definition in words."""

    key: str
    name: object
    definition: object


PHASES = (
    Phase("integrate", lazy("Integrate"), lazy("holds or held a mandate within 180 days")),
    Phase("inspire", lazy("Inspire"), lazy("stage 3 or higher on a path and contributed within 90 days")),
    Phase("bind", lazy("Bind"), lazy("contributed or voted in at least 3 weeks of the last 90 days")),
    Phase("involve", lazy("Involve"), lazy("at least one visible post ever and a visit within 180 days")),
    Phase("win", lazy("Win"), lazy("signed up, a visit within 180 days")),
    Phase(RESTING, lazy("Resting"), lazy("everyone else")),
)
KEYS = tuple(phase.key for phase in PHASES)


def monday_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def active_on(day: date) -> set[int]:
    """Members who contributed or voted on a Zurich day."""
    begin, end = clock.start_of(day), clock.start_of(day + timedelta(days=1))
    posts = select(Post.author_id).where(Post.created_at >= begin, Post.created_at < end, Post.state == "shown")
    votes = select(Vote.voter_id).where(Vote.at >= begin, Vote.at < end, Vote.value != 0)
    return set(session().scalars(union(posts, votes)))


def phases_on(day: date) -> dict[int, str]:
    """Put every member (not staff) who had joined by the end of a day into a phase; seven statements."""
    end = clock.start_of(day + timedelta(days=1))
    people = select(Member.id).where(Member.kind == "person", Member.role == "member", Member.created_at < end)
    visited = set(session().scalars(_visited(day)))
    sets = {
        "integrate": trusted_since(clock.start_of(day - timedelta(days=MANDATE_DAYS)), end),
        "inspire": set(session().scalars(_risen(day))),
        "bind": _bound(day),
        "involve": set(session().scalars(_wrote())) & visited,
        "win": visited,
    }
    return {
        member: next((key for key in KEYS[:-1] if member in sets[key]), RESTING) for member in session().scalars(people)
    }


def _visited(day: date) -> Any:
    since = day - timedelta(days=VISIT_DAYS)
    joined = select(Member.id).where(Member.created_at >= clock.start_of(since))
    return union(select(Visit.member_id).where(Visit.day > since, Visit.day <= day), joined)


def _wrote() -> Any:
    shown = select(Post.author_id).join(Thread, Thread.id == Post.thread_id)
    return shown.where(Post.state == "shown", Thread.state == "shown").distinct()


def _risen(day: date) -> Any:
    since = clock.start_of(day - timedelta(days=CONTRIBUTION_DAYS))
    lately = select(Post.author_id).where(Post.created_at >= since, Post.state == "shown")
    return select(Standing.member_id).where(Standing.stage >= INSPIRE_STAGE, Standing.member_id.in_(lately)).distinct()


def _bound(day: date) -> set[int]:
    since = monday_of(day - timedelta(days=CONTRIBUTION_DAYS - 1))
    weeks = select(ActiveWeek.member_id, func.count()).where(ActiveWeek.monday >= since, ActiveWeek.monday <= day)
    counted = Counter(dict(session().execute(weeks.group_by(ActiveWeek.member_id)).all()))
    known = select(ActiveWeek.member_id).where(ActiveWeek.monday == monday_of(day))
    fresh = active_on(day) - set(session().scalars(known))
    counted.update(fresh)
    return {member for member, number in counted.items() if number >= BIND_WEEKS}
