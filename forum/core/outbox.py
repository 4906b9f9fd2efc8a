"""Work owed after commit: rows in the transaction, leased by workers, tried again until done, at least once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Index, UniqueConstraint, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from forum.core import clock
from forum.core.db import Json, Model, UtcDateTime, dialect_name, session, transaction, upsert

LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
BATCH = 200
FIRST_DELAY_S = 2

Payload = dict[str, Any]
Work = Callable[[list[Payload]], None]

_muted: ContextVar[frozenset[str]] = ContextVar("muted", default=frozenset())


class OutboxRow(Model):
    """One thing owed. `version` grows when the same key is owed again while a worker holds it."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("topic", "key"), Index("ix_outbox_due", "parked_at", "available_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str]
    key: Mapped[str | None]
    payload: Mapped[Any] = mapped_column(Json)
    version: Mapped[int] = mapped_column(default=1)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    available_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    parked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None]


@dataclass(frozen=True, slots=True)
class Leased:
    """A row as a worker holds it."""

    id: int
    topic: str
    payload: Payload
    version: int
    attempts: int


@contextmanager
def muted(*topics: str) -> Iterator[None]:
    """Owe nothing of these topics in this context: demo and import write to nobody."""
    token = _muted.set(_muted.get() | frozenset(topics))
    try:
        yield
    finally:
        _muted.reset(token)


def is_muted(topic: str) -> bool:
    """Tell whether nothing of this topic is owed in this context."""
    return topic in _muted.get()


def owe(topic: str, payload: Payload, *, key: str | None = None, delay_s: int = 0) -> None:
    """Write down work in this transaction. The same `key` twice is one piece of work with the newer payload."""
    if is_muted(topic):
        return
    now = clock.now()
    row = {"topic": topic, "key": key, "payload": payload, "version": 1, "attempts": 0, "created_at": now}
    row["available_at"] = now + timedelta(seconds=delay_s)
    session().connection().execute(_owing(dialect_name()), row)


@cache
def _owing(_dialect: str) -> Any:
    """Build the statement once: every post owes something. A key that is null never conflicts."""
    insert = upsert(OutboxRow)
    newer = {name: insert.excluded[name] for name in ("payload", "attempts", "created_at", "available_at")}
    again = newer | {"version": OutboxRow.version + 1, "parked_at": None}
    return insert.on_conflict_do_update(index_elements=["topic", "key"], set_=again)


def lease(topics: Sequence[str], limit: int = BATCH) -> list[Leased]:
    """Take up to `limit` due rows, oldest first; other workers leave them alone for `LEASE`."""
    now = clock.now()
    with transaction() as s:
        due = (
            select(OutboxRow.id)
            .where(OutboxRow.topic.in_(topics), OutboxRow.parked_at.is_(None), OutboxRow.available_at <= now)
            .where(or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until < now))
            .order_by(OutboxRow.id)
            .limit(limit)
        )
        if dialect_name() == "postgresql":
            due = due.with_for_update(skip_locked=True)
        ids = s.scalars(due).all()
        if not ids:
            return []
        s.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(leased_until=now + LEASE))
        rows = s.scalars(select(OutboxRow).where(OutboxRow.id.in_(ids)).order_by(OutboxRow.id)).all()
        return [Leased(row.id, row.topic, row.payload, row.version, row.attempts) for row in rows]


def settle(rows: Sequence[Leased]) -> None:
    """Forget done rows; one that was owed again meanwhile stays and is free at once."""
    with transaction() as s:
        for row in rows:
            s.execute(delete(OutboxRow).where(OutboxRow.id == row.id, OutboxRow.version == row.version))
        s.execute(update(OutboxRow).where(OutboxRow.id.in_([r.id for r in rows])).values(leased_until=None))


def postpone(row: Leased, error: Exception) -> None:
    """Try again later, doubling the delay; park after `MAX_ATTEMPTS` so that a person looks at it."""
    now = clock.now()
    attempts = row.attempts + 1
    values: dict[str, Any] = {"attempts": attempts, "leased_until": None, "last_error": repr(error)[:500]}
    values["available_at"] = now + timedelta(seconds=FIRST_DELAY_S * 2**attempts)
    if attempts >= MAX_ATTEMPTS:
        values["parked_at"] = now
    with transaction() as s:
        s.execute(update(OutboxRow).where(OutboxRow.id == row.id).values(values))


def work_once(table: Mapping[str, Work], limit: int = BATCH) -> int:
    """Lease once and do it: a topic's rows together, one by one if that fails. Give the number of rows taken."""
    rows = lease(list(table), limit)
    for topic in dict.fromkeys(row.topic for row in rows):
        mine = [row for row in rows if row.topic == topic]
        try:
            table[topic]([row.payload for row in mine])
        except Exception:  # noqa: BLE001 - whatever one row did must not stop the others
            for row in mine:
                _alone(table[topic], row)
        else:
            settle(mine)
    return len(rows)


def _alone(work: Work, row: Leased) -> None:
    try:
        work([row.payload])
    except Exception as error:  # noqa: BLE001 - it is kept in the row
        postpone(row, error)
    else:
        settle([row])


def age_s() -> int:
    """Give the age in seconds of the oldest due, unparked row; 0 when nothing waits."""
    oldest = session().scalar(select(func.min(OutboxRow.available_at)).where(OutboxRow.parked_at.is_(None)))
    return 0 if oldest is None else max(0, int((clock.now() - oldest).total_seconds()))


def backlog() -> dict[str, int]:
    """Count what is owed and not given up, by topic."""
    rows = select(OutboxRow.topic, func.count()).where(OutboxRow.parked_at.is_(None)).group_by(OutboxRow.topic)
    return dict(session().execute(rows).all())


def due() -> int:
    """Count what may be done now and is not done yet."""
    waiting = (OutboxRow.parked_at.is_(None), OutboxRow.available_at <= clock.now())
    return session().scalar(select(func.count()).select_from(OutboxRow).where(*waiting)) or 0


def parked() -> int:
    """Count rows that were given up and wait for a person."""
    return session().scalar(select(func.count()).where(OutboxRow.parked_at.is_not(None))) or 0
