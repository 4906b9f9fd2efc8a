"""Public lists: one path at a time, a month or all time; only who said yes, no staff, no health-near categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session
from forum.core.pagination import decode, encode
from forum.reputation.models import StandingMonth

SIZE = 20
EVER = 0
KEY = (int, int, int, int, int, int)


@dataclass(frozen=True, slots=True)
class Rank:
    """A line of the list; equal deeds and people share a place."""

    place: int
    member_id: int
    deeds: int
    people: int


@dataclass(frozen=True, slots=True)
class Board:
    """A page of the list, and the cursor after it."""

    ranks: Sequence[Rank]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """How many members did something that counts, and how many of them said yes to being shown."""

    active: int
    shown: int


def listed(at: datetime | None = None) -> ColumnElement[bool]:
    """Members whom a public list may show."""
    free = or_(Member.suspended_until.is_(None), Member.suspended_until <= (at or clock.now()))
    return and_(Member.on_leaderboard, Member.plays, _member(), free)


def _member() -> ColumnElement[bool]:
    return and_(Member.role == "member", Member.kind == "person")


def _in(path: str, month: int) -> ColumnElement[bool]:
    did = or_(StandingMonth.deeds > 0, StandingMonth.people > 0)
    return and_(StandingMonth.path == path, StandingMonth.month == month, did)


def board(path: str, month: int, cursor: str | None = None) -> Board:
    """Give a page of 20: deeds, then people, then points decide; one statement along the index."""
    row = StandingMonth
    order = (row.deeds, row.people, row.points, row.member_id)
    wanted = select(*order).join(Member, Member.id == row.member_id).where(_in(path, month), listed())
    key = decode(cursor, KEY) or [0, 0, 0, 0, 0, 0]
    if key[3]:
        wanted = wanted.where(tuple_(*order) < tuple(key[:4]))
    found = session().execute(wanted.order_by(*(column.desc() for column in order)).limit(SIZE + 1)).all()
    ranks, before, place = [], tuple(key[:2]) if key[3] else None, key[5]
    for position, (deeds, people, _points, member_id) in enumerate(found[:SIZE], key[4] + 1):
        place = place if (deeds, people) == before else position
        before = (deeds, people)
        ranks.append(Rank(place, member_id, deeds, people))
    more = encode((*found[SIZE - 1], key[4] + SIZE, place)) if len(found) > SIZE else None
    return Board(ranks, more)


def own_rank(member_id: int, path: str, month: int) -> Rank | None:
    """Give a shown member's own line however far below; none when they are not shown. Two statements."""
    row = StandingMonth
    mine = select(row.deeds, row.people).join(Member, Member.id == row.member_id)
    found = session().execute(mine.where(_in(path, month), listed(), row.member_id == member_id)).one_or_none()
    if found is None:
        return None
    above = tuple_(row.deeds, row.people) > (found[0], found[1])
    better = select(func.count()).select_from(row).join(Member, Member.id == row.member_id)
    place = session().scalar(better.where(_in(path, month), listed(), above)) or 0
    return Rank(place + 1, member_id, *found)


def who_is_listed(path: str, month: int) -> Listed:
    """Count the members with deeds in a month, and those of them who are shown. One statement."""
    row = StandingMonth
    counts = select(func.count(), func.count().filter(listed())).select_from(row)
    deeds = (row.path == path, row.month == month, row.deeds > 0, _member())
    active, shown = session().execute(counts.join(Member, Member.id == row.member_id).where(*deeds)).one()
    return Listed(active, shown)
