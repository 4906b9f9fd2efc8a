"""A member's own bookings: why they have these points. The caller asks the guard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from forum.access import Actor
from forum.core.db import session
from forum.core.pagination import Page, decode, page
from forum.reputation.models import LedgerEntry
from forum.reputation.queries.books import Books, books
from forum.reputation.rulebook import PointRule
from forum.threads.models import Thread
from forum.threads.queries import visible_threads

SIZE = 30
BATCH = 500


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A booking as it is shown. `rule` None: no book knows it any more. `title`, `slug`: its thread, if seen."""

    id: int
    at: datetime
    day: date
    path: str
    rule_id: str
    rule: PointRule | None
    subject_kind: str
    kind: str
    cause: str
    amount: int
    wanted: int
    clipped_by: str
    balance: int
    post_id: int
    thread_id: int
    title: str
    slug: str


@dataclass(frozen=True, slots=True)
class RuleSum:
    """What a rule brought on a path so far: `times` granted, `points` after everything that was taken back."""

    path: str
    rule_id: str
    rule: PointRule | None
    times: int
    points: int


def ledger_page(member_id: int, actor: Actor, cursor: str | None = None, path: str = "") -> Page[EntryRow]:
    """Give bookings of a member, newest first, 30 a page; titles of threads the actor may see. Three statements."""
    wanted = _mine(member_id, path).order_by(LedgerEntry.id.desc()).limit(SIZE + 1)
    key = decode(cursor, (int,))
    if key is not None:
        wanted = wanted.where(LedgerEntry.id < key[0])
    rows = _rows(session().scalars(wanted).all(), actor, books())
    return page(rows, SIZE, lambda row: (row.id,))


def whole_ledger(member_id: int, actor: Actor) -> Iterator[EntryRow]:
    """Give all bookings of a member, oldest first, read 500 at a time."""
    last, known = 0, books()
    while True:
        wanted = _mine(member_id, "").where(LedgerEntry.id > last).order_by(LedgerEntry.id).limit(BATCH)
        found = session().scalars(wanted).all()
        if not found:
            return
        yield from _rows(found, actor, known)
        last = found[-1].id


def rule_sums(member_id: int) -> Sequence[RuleSum]:
    """Give what each rule brought, most first; the points of a path sum up to its standing exactly. Two statements."""
    entry = LedgerEntry
    granted = func.count().filter(entry.kind == "grant")
    columns = (entry.path, entry.rule, granted, func.sum(entry.amount))
    rows = session().execute(select(*columns).where(entry.member_id == member_id).group_by(entry.path, entry.rule))
    known = books()
    sums = [RuleSum(path, rule, _rule(known, rule), times, int(points)) for path, rule, times, points in rows]
    return sorted(sums, key=lambda each: (each.path, -each.points, each.rule_id))


def _mine(member_id: int, path: str) -> Select[LedgerEntry]:
    mine = select(LedgerEntry).where(LedgerEntry.member_id == member_id)
    return mine.where(LedgerEntry.path == path) if path else mine


def _rows(entries: Sequence[LedgerEntry], actor: Actor, known: Books) -> list[EntryRow]:
    ids = sorted({entry.thread_id for entry in entries if entry.thread_id})
    seen = select(Thread.id, Thread.title, Thread.slug).where(Thread.id.in_(ids), visible_threads(actor))
    titles = {row[0]: (row[1], row[2]) for row in session().execute(seen)} if ids else {}
    return [_row(entry, titles.get(entry.thread_id, ("", "")), _rule(known, entry.rule)) for entry in entries]


def _row(entry: LedgerEntry, thread: tuple[str, str], rule: PointRule | None) -> EntryRow:
    return EntryRow(
        id=entry.id,
        at=entry.at,
        day=entry.day,
        path=entry.path,
        rule_id=entry.rule,
        rule=rule,
        subject_kind=entry.subject_kind,
        kind=entry.kind,
        cause=entry.cause,
        amount=entry.amount,
        wanted=entry.wanted,
        clipped_by=entry.clipped_by,
        balance=entry.balance,
        post_id=entry.post_id,
        thread_id=entry.thread_id,
        title=thread[0],
        slug=thread[1],
    )


def _rule(known: Books, rule_id: str) -> PointRule | None:
    """Give the newest wording of a rule."""
    for version in reversed(known.versions):
        if rule_id in version.rules.rule:
            return version.rules.rule[rule_id]
    return None
