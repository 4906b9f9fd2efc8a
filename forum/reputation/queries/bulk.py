"""The engine's state for many happenings at once, read by a fixed number of statements: imports and bulk loads."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member, Standing
from forum.core.db import dialect_name, session
from forum.reputation import engine
from forum.reputation.engine import CapKey, Change
from forum.reputation.engine.measures import Tally
from forum.reputation.models import Award
from forum.reputation.queries.live import AWARD, Snapshot
from forum.threads.models import Category, Post, Thread

CHUNK = 1_000
"""Keys in one statement: five columns each stay below what databases take as parameters."""

AT_ONCE = 200
_KEY = Tally._fields
_SAME = " AND ".join(f"tally.{name} = wanted.{name}" for name in _KEY)
_FOUND = ", ".join(f"tally.{name}" for name in _KEY)
_WANTED = (
    f"WITH wanted ({', '.join(_KEY)}) AS (VALUES {', '.join(['({0}, {0}, {0}, {0}, {0})'] * AT_ONCE)}) "
    f"SELECT {_FOUND}, tally.value FROM wanted JOIN tally ON {_SAME}"
)
"""By key. A join, because SQLite scans the table for `(a, b, …) IN (…)`; always as long, so that it is known."""

Subject = tuple[str, int]
Way = tuple[int, str]
_NAMES = ("id", "rule", "kind", *(column.key for column in AWARD[3:]))


@dataclass(slots=True)
class Bulk(Snapshot):
    """An `engine.State` of what many happenings can touch; `keep` lets later ones see what earlier ones decided."""

    of: dict[Subject, dict[tuple[str, int], engine.Award]] = field(default_factory=lambda: defaultdict(dict))
    counted: Counter[CapKey] = field(default_factory=Counter)
    sick: frozenset[int] = frozenset()
    joined: dict[int, datetime] = field(default_factory=dict)
    waits: dict[int, int] = field(default_factory=dict)

    def awards_of(self, kind: str, subject_id: int) -> Sequence[engine.Award]:
        """Give the awards of a subject as they are by now."""
        return list(self.of.get((kind, subject_id), {}).values())

    def awards_on(self, what: str, thing_id: int) -> Sequence[engine.Award]:
        """Nothing disappears in bulk."""
        del what, thing_id
        return ()

    def used(self, keys: Sequence[CapKey]) -> Sequence[int]:
        """Give what cap counters hold by now."""
        return [self.counted[key] for key in keys]

    def health_near(self, category_id: int) -> bool:
        """Tell whether a category is never ranked."""
        return category_id in self.sick

    def waited_days(self, post_id: int) -> int:
        """Give the whole days between question and answer."""
        return self.waits.get(post_id, 0)

    def keep(self, changes: Iterable[Change]) -> None:
        """Take note of a decision."""
        for change in changes:
            award = change.award
            self.of[award.kind, award.subject_id][award.rule, award.member_id] = award
            self.counted.update(dict(change.takes))


def read(
    members: Collection[int], subjects: Collection[Subject], keys: Collection[CapKey], solutions: Collection[int]
) -> Bulk:
    """Lock and read receivers; read the subjects' awards, the cap counters, and how long solutions were waited for."""
    bulk = Bulk(waits=dict(_waits(solutions)))
    for member_id, earns, joined in _receivers(members):
        bulk.joined[member_id] = joined
        if earns:
            bulk.earning.add(member_id)
    bulk.sick = frozenset(session().scalars(select(Category.id).where(Category.health_near)))
    for kind in sorted({kind for kind, _ in subjects}):
        ids = [subject for name, subject in subjects if name == kind]
        for row in _rows(select(*AWARD).where(Award.subject_kind == kind), Award.subject_id, ids):
            award = engine.Award(**dict(zip(_NAMES, row, strict=True)))
            bulk.of[award.kind, award.subject_id][award.rule, award.member_id] = award
    counters = {Tally(key.member_id, "", f"cap:{key.cap}", key.giver_id, key.slot): key for key in keys}
    bulk.counted.update({counters[tally]: value for tally, value in tallies(counters).items()})
    return bulk


def _receivers(members: Collection[int]) -> Iterator[tuple[int, bool, datetime]]:
    """Lock receivers (see `live`); give whether each earns and since when they are here."""
    query = select(Member.id, Member.role, Member.kind, Member.created_at).order_by(Member.id)
    if dialect_name() == "postgresql":
        query = query.with_for_update(key_share=True)
    for member_id, role, kind, joined in _rows(query, Member.id, members):
        yield member_id, role == "member" and kind == "person", joined


def _waits(solutions: Collection[int]) -> Iterator[tuple[int, int]]:
    began = select(Post.id, Post.created_at, Thread.created_at).join(Thread, Thread.id == Post.thread_id)
    for post_id, answered, asked in _rows(began, Post.id, solutions):
        yield post_id, (answered - asked).days


def tallies(wanted: Collection[Tally]) -> dict[Tally, int]:
    """Give what counters hold; those without a row are left out."""
    found: dict[Tally, int] = {}
    connection = session().connection()
    query = _WANTED.format("%s" if connection.dialect.name == "postgresql" else "?")
    ordered = sorted(wanted)
    for start in range(0, len(ordered), AT_ONCE):
        part = ordered[start : start + AT_ONCE]
        part += part[-1:] * (AT_ONCE - len(part))
        rows = connection.exec_driver_sql(query, tuple(chain.from_iterable(part)))
        found.update((Tally(*row[:5]), row[5]) for row in rows)
    return found


def standings(ways: Collection[Way]) -> dict[Way, tuple[int, int]]:
    """Give points and stage by member and path; those without a row are left out."""
    columns = select(Standing.member_id, Standing.path, Standing.points, Standing.stage)
    rows = _rows(columns, Standing.member_id, {member_id for member_id, _ in ways})
    return {(row[0], row[1]): (row[2], row[3]) for row in rows if (row[0], row[1]) in ways}


def _rows(query: Any, column: Any, keys: Collection[Any]) -> Iterator[Any]:
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), CHUNK):
        yield from session().connection().execute(query.where(column.in_(ordered[start : start + CHUNK])))
