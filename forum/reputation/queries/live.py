"""The engine's state, read from the database for one happening, with the receivers' rows locked until the commit.

Everything that moves a member's points first locks the member's row (PostgreSQL; SQLite has one writer anyway), so
what is read here stays true until it is written, in any number of processes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, select

from forum.accounts.models import Member
from forum.core.db import dialect_name, session
from forum.reputation import engine
from forum.reputation.engine import CapKey, Fact, Shift
from forum.reputation.engine.caps import keys_for
from forum.reputation.engine.conditions import receiver
from forum.reputation.engine.decide import day_in
from forum.reputation.models import Award, Tally
from forum.reputation.rulebook import PointRule
from forum.threads.models import Category, Post, Thread

AWARD = (
    Award.id,
    Award.rule,
    Award.subject_kind,
    Award.subject_id,
    Award.member_id,
    Award.path,
    Award.amount,
    Award.giver_id,
    Award.post_id,
    Award.thread_id,
    Award.category_id,
    Award.day,
    Award.off,
    Award.depends,
    Award.counts,
    Award.ranked,
    Award.patient,
)
_NAMES = ("id", "rule", "kind", *(column.key for column in AWARD[3:]))
_SUBJECT = and_(Award.subject_kind == bindparam("kind"), Award.subject_id == bindparam("subject"))
_OF_SUBJECT = select(*AWARD).where(_SUBJECT).order_by(Award.id)
_ON = {
    "post": select(*AWARD).where(Award.post_id == bindparam("thing")).order_by(Award.id),
    "thread": select(*AWARD).where(Award.thread_id == bindparam("thing")).order_by(Award.id),
}


@dataclass(slots=True)
class Snapshot:
    """An `engine.State` of what one happening can touch."""

    awards: Sequence[engine.Award] = ()
    earning: set[int] = field(default_factory=set)
    counters: dict[CapKey, int] = field(default_factory=dict)
    ill: bool = False

    def eligible(self, member_id: int) -> bool:
        """A person, not staff."""
        return member_id in self.earning

    def awards_of(self, kind: str, subject_id: int) -> Sequence[engine.Award]:
        """Give what was read: this happening's subject."""
        del kind, subject_id
        return self.awards

    def awards_on(self, what: str, thing_id: int) -> Sequence[engine.Award]:
        """Give what was read: this happening's post or thread."""
        del what, thing_id
        return self.awards

    def used(self, keys: Sequence[CapKey]) -> Sequence[int]:
        """Give the counters that were read."""
        return [self.counters[key] for key in keys]

    def health_near(self, category_id: int) -> bool:
        """Give what was read of this happening's category."""
        del category_id
        return self.ill

    def written_at(self, post_id: int) -> datetime | None:
        """Give when a post was written; one statement, only when a rule asks."""
        return session().scalar(select(Post.created_at).where(Post.id == post_id))

    def waited_days(self, post_id: int) -> int:
        """Give the whole days between question and answer; one statement, for solutions only."""
        began = select(Post.created_at, Thread.created_at).join(Thread, Thread.id == Post.thread_id)
        row = session().execute(began.where(Post.id == post_id)).one_or_none()
        return 0 if row is None else int((row[0] - row[1]).days)


def for_begin(fact: Fact, rules: Sequence[PointRule], zone: str) -> Snapshot:
    """Read what a beginning state touches: one statement a receiver (and a lock each on PostgreSQL)."""
    day, snapshot = day_in(zone, fact.at), Snapshot()
    receivers = sorted({receiver(rule, fact) for rule in rules})
    if not receivers:
        return Snapshot(_settled(_OF_SUBJECT, {"kind": fact.name, "subject": fact.subject_id}))
    _lock(receivers)
    for member_id in receivers:
        keys = [key for rule in rules for key in keys_for(rule, fact, day) if key.member_id == member_id]
        _read(snapshot, member_id, fact, list(dict.fromkeys(keys)))
    return snapshot


def for_end(happening: Fact | Shift) -> Snapshot:
    """Read the awards that an ending state, or a post or thread, carries; one statement when there are none."""
    if isinstance(happening, Shift):
        return Snapshot(_settled(_ON[happening.what], {"thing": happening.id}))
    return Snapshot(_settled(_OF_SUBJECT, {"kind": happening.name, "subject": happening.subject_id}))


def hold_together(happenings: Sequence[Fact | Shift]) -> None:
    """Lock everybody whom several happenings touch, lowest id first: no two transactions wait for each other then."""
    if len(happenings) < 2 or dialect_name() != "postgresql":  # noqa: PLR2004 - one locks its own receivers
        return
    people: set[int] = set()
    for each in happenings:
        if isinstance(each, Shift):
            people |= {row.member_id for row in session().connection().execute(_ON[each.what], {"thing": each.id})}
        else:
            people |= {each.author_id, each.giver_id, each.asker_id}
    _lock(people)


def live_awards() -> Iterator[engine.Award]:
    """Give every award that stands, by id, read in batches."""
    rows = session().execute(select(*AWARD).where(Award.off == 0).order_by(Award.id).execution_options(yield_per=2000))
    for row in rows:
        yield _award(row)


def _settled(statement: Any, values: dict[str, Any]) -> list[engine.Award]:
    """Read awards, lock whose they are, and on PostgreSQL read again: somebody may have moved them meanwhile."""
    connection = session().connection()
    rows = connection.execute(statement, values).all()
    if rows and _lock({row.member_id for row in rows}):
        rows = connection.execute(statement, values).all()
    return [_award(row) for row in rows]


def _lock(member_ids: Iterable[int]) -> bool:
    """Lock members in the order of their ids; nothing to do on SQLite, where the transaction is the only writer."""
    connection = session().connection()
    if connection.dialect.name != "postgresql":
        return False
    rows = select(Member.id).where(Member.id.in_(sorted(member_ids))).order_by(Member.id)
    connection.execute(rows.with_for_update(key_share=True)).all()
    return True


def _read(snapshot: Snapshot, member_id: int, fact: Fact, keys: Sequence[CapKey]) -> None:
    values: dict[str, Any] = {"who": member_id, "kind": fact.name, "subject": fact.subject_id}
    values["category"] = fact.category_id
    for index, key in enumerate(keys):
        values |= {f"n{index}": f"cap:{key.cap}", f"a{index}": key.giver_id, f"b{index}": key.slot}
    rows = session().connection().execute(_reading(len(keys)), values).all()
    if not rows:
        return
    role, kind, ill, *rest = rows[0]
    if role == "member" and kind == "person":
        snapshot.earning.add(member_id)
    snapshot.ill = bool(ill)
    snapshot.counters |= {key: rest[index] or 0 for index, key in enumerate(keys)}
    start = 3 + len(keys)
    snapshot.awards = [_award(row[start:]) for row in rows if row[start] is not None]


@cache
def _reading(counters: int) -> Select[Any]:
    """Build the one statement that reads a receiver, the subject's awards and so many cap counters."""
    ill = select(Category.health_near).where(Category.id == bindparam("category")).scalar_subquery()
    used = [_counter(index) for index in range(counters)]
    columns = (Member.role, Member.kind, ill, *used, *AWARD)
    return select(*columns).outerjoin(Award, _SUBJECT).where(Member.id == bindparam("who")).order_by(Award.id)


def _counter(index: int) -> Any:
    mine = (Tally.member_id == Member.id, Tally.path == "", Tally.name == bindparam(f"n{index}"))
    where = (*mine, Tally.a == bindparam(f"a{index}"), Tally.b == bindparam(f"b{index}"))
    return select(Tally.value).where(*where).scalar_subquery().label(f"c{index}")


def _award(row: Sequence[Any]) -> engine.Award:
    return engine.Award(**dict(zip(_NAMES, row, strict=True)))
