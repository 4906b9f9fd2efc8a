"""Badges: given once, for good, when a number they require is reached."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, insert, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import publish, session, upsert
from forum.reputation.engine.measures import EVERYWHERE, Tick
from forum.reputation.engine.stages import found
from forum.reputation.events import BadgeFound
from forum.reputation.models import Award, BadgeAward, Tally
from forum.reputation.queries.books import Version
from forum.reputation.queries.metrics import COMPUTED, LASTING_DAYS, lasting_solutions, metrics
from forum.reputation.rulebook import Badge

METRIC_OF = {"category": "category_solutions"}


def look_for_badges(results: Iterable[tuple[Tick, int]], version: Version, at: datetime) -> None:
    """Give the badges whose number a counter just reached; costs nothing when none did."""
    for tick, value in results:
        tally = tick.tally
        metric = METRIC_OF.get(tally.name, tally.name)
        for badge in version.rules.badges_on.get(metric, ()):
            need = badge.requires[metric]
            if tally.path in {"", badge.path} and value - tick.by < need <= value:
                _look(tally.member_id, badge, {metric: value}, at)


def _look(member_id: int, badge: Badge, known: dict[str, int], at: datetime) -> None:
    others = badge.requires.keys() - known.keys()
    if any(known[name] < badge.requires[name] for name in badge.requires.keys() & known.keys()):
        return
    if not found(badge, known | metrics(member_id, badge.path, others)):
        return
    row = upsert(BadgeAward).values(member_id=member_id, badge=badge.id, at=at).on_conflict_do_nothing()
    if session().execute(row).rowcount:  # type: ignore[attr-defined]
        publish(BadgeFound(at=at, member_id=member_id, badge=badge.id))


class Find(NamedTuple):
    """A member reached the one number that a badge requires."""

    member_id: int
    badge: str
    at: datetime


def give_many(finds: Sequence[Find]) -> None:
    """Give badges in their order, each once for good. Publishes BadgeFound for each that is new."""
    if not finds:
        return
    mine = BadgeAward.member_id.in_({find.member_id for find in finds})
    have = set(session().execute(select(BadgeAward.member_id, BadgeAward.badge).where(mine)).all())
    new = {(find.member_id, find.badge): find for find in reversed(finds) if (find.member_id, find.badge) not in have}
    fresh = [find for find in finds if new.get((find.member_id, find.badge)) is find]
    if fresh:
        session().connection().execute(insert(BadgeAward), [find._asdict() for find in fresh])
    for find in fresh:
        publish(BadgeFound(at=find.at, member_id=find.member_id, badge=find.badge))


def look_at_anniversaries(day: date, version: Version) -> None:
    """Give what only time brings, at the end of a day: for members whose years, or whose solutions', are full now."""
    for badge in version.rules.badges:
        # whoever joined that day was chosen by everything that counters tell
        sure = badge.requires.keys() - COMPUTED | {"days_member"} if "days_member" in badge.requires else set()
        members = sorted(set(_of_age(badge, day)))
        if not members:
            continue
        if sure == badge.requires.keys():
            give_many([Find(member_id, badge.id, clock.now()) for member_id in members])
        else:
            known = {name: badge.requires[name] for name in sure}
            lasting = lasting_solutions(members, badge.path) if "lasting_solutions" in badge.requires else {}
            for member_id in _without(badge, members):
                _look(member_id, badge, {**known, "lasting_solutions": lasting.get(member_id, 0)}, clock.now())


def _without(badge: Badge, members: Collection[int]) -> list[int]:
    """Leave out who has the badge already."""
    have = select(BadgeAward.member_id).where(BadgeAward.badge == badge.id, BadgeAward.member_id.in_(members))
    return sorted(set(members) - set(session().scalars(have)))


def _of_age(badge: Badge, day: date) -> Sequence[int]:
    if "days_member" in badge.requires:
        return _joined_on(day + timedelta(days=1 - badge.requires["days_member"]), badge)
    if "lasting_solutions" in badge.requires:
        return _solved_on(day + timedelta(days=1 - LASTING_DAYS), badge.path)
    return ()


def _joined_on(day: date, badge: Badge) -> Sequence[int]:
    """Members who joined then and have what else the badge requires, as far as counters tell.

    Kind and role are compared here: SQLite would rather walk through everybody by role than through a day.
    """
    since, until = clock.start_of(day), clock.start_of(day + timedelta(days=1))
    others = [(name, need) for name, need in badge.requires.items() if name not in COMPUTED]
    have = [_holds(name, badge, need) for name, need in others]
    columns = select(Member.id, Member.kind, Member.role)
    rows = session().execute(columns.where(Member.created_at >= since, Member.created_at < until, *have))
    return [member_id for member_id, kind, role in rows if kind == "person" and role == "member"]


def _holds(name: str, badge: Badge, need: int) -> ColumnElement[bool]:
    path = "" if name in EVERYWHERE else badge.path
    mine = (Tally.path == path, Tally.name == name, Tally.a == 0, Tally.b == 0, Tally.value >= need)
    return exists().where(Tally.member_id == Member.id, *mine)


def _solved_on(day: date, path: str) -> Sequence[int]:
    solved = (Award.subject_kind == "solution_accepted", Award.day == day, Award.path == path, Award.off == 0)
    return session().scalars(select(Award.member_id).where(*solved)).all()
