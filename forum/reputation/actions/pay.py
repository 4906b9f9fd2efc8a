"""Turn what happened into ledger entries: read, decide, write, count; then see who rose or found something.

A vote that pays costs seven statements on SQLite (read, standing, ledger, award, counters, months, and the numbers of
different people when a new one came); what cannot pay costs none.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, insert, update

from forum.accounts.actions.told import add_points
from forum.core.db import session
from forum.core.events import Event, waiting
from forum.reputation import engine
from forum.reputation.actions.find import look_for_badges
from forum.reputation.actions.publish import rules_in_force
from forum.reputation.actions.rise import Climb, look_for_stages
from forum.reputation.actions.roll import move_months, move_tallies
from forum.reputation.engine import Change, Fact, Happening
from forum.reputation.engine.measures import distinct, month_moves, ticks
from forum.reputation.models import Award, LedgerEntry
from forum.reputation.queries.books import Books, Version
from forum.reputation.queries.live import Snapshot, for_begin, for_end, hold_together

_ENTRY = insert(LedgerEntry)
_AWARD = insert(Award)
_TURN = update(Award).where(Award.id == bindparam("row")).values(off=bindparam("reasons"))
Way = tuple[int, str]


def pay(event: Event) -> None:
    """Book what an event pays, takes back or brings back. Publishes Promoted and BadgeFound where they follow.

    Receivers are locked with those of the events still to come: a solution that moves touches two people.
    """
    hold_together([each for one in (event, *waiting(session())) for each in engine.happenings(one)])
    for happening in engine.happenings(event):
        _settle(happening)


def _settle(happening: Happening) -> None:
    books = rules_in_force()
    version = books.at(happening.at)
    snapshot = _read(happening, books, version)
    if snapshot is None:
        return
    changes = engine.decide(version.rules, happening, snapshot)
    if changes:
        _write(changes, version)


def _read(happening: Happening, books: Books, version: Version) -> Snapshot | None:
    """Read what the happening can touch; None when nothing can follow from it."""
    if not isinstance(happening, Fact) or not happening.on:
        snapshot = for_end(happening)
        return snapshot if snapshot.awards else None
    rules = engine.matching(version.rules, happening)
    if not rules and not books.several:
        return None
    return for_begin(happening, rules, version.rules.day_zone)


def _write(changes: Sequence[Change], version: Version) -> None:
    standings = _stand(changes)
    _book(changes, version.id, standings)
    results = move_tallies(ticks(changes))
    results += move_tallies(distinct(results))
    move_months(month_moves(changes, results))
    for (member_id, path), (points, stage) in standings.items():
        look_for_stages(Climb(member_id, path, points, stage), version, changes[0].at)
    look_for_badges(results, version, changes[0].at)


def _stand(changes: Sequence[Change]) -> dict[Way, tuple[int, int]]:
    """Move standings; give points and stage of each member and path that moved."""
    sums: Counter[Way] = Counter()
    for change in changes:
        if change.kind:
            sums[change.award.member_id, change.award.path] += change.amount
    return {way: add_points(*way, amount) for way, amount in sorted(sums.items())}


def _book(changes: Sequence[Change], book: int, standings: dict[Way, tuple[int, int]]) -> None:
    """Write entries, oldest first, each with the balance after it, and the awards as they stand now."""
    connection = session().connection()
    later = Counter({way: points for way, (points, _stage) in standings.items()})
    rows = []
    for change in reversed(changes):
        if change.kind:
            way = change.award.member_id, change.award.path
            rows.append(entry_row(change, book, later[way]))
            later[way] -= change.amount
    rows.reverse()
    grants = [change for change in changes if change.kind == "grant"]
    turns = [change for change in changes if change.kind != "grant"]
    for change, row in zip(grants, [row for row in rows if row["kind"] == "grant"], strict=True):
        entry = connection.execute(_ENTRY, row).inserted_primary_key
        connection.execute(_AWARD, award_row(change, entry[0] if entry else 0))
    others = [row for row in rows if row["kind"] != "grant"]
    if others:
        connection.execute(_ENTRY, others)
    if turns:
        connection.execute(_TURN, [{"row": change.award.id, "reasons": change.award.off} for change in turns])


def entry_row(change: Change, book: int, balance: int) -> dict[str, Any]:
    """Give the ledger's row for a change under a version of the rule book, with the balance after it."""
    award = change.award
    return {
        "member_id": award.member_id,
        "path": award.path,
        "rule": award.rule,
        "kind": change.kind,
        "cause": change.cause,
        "amount": change.amount,
        "wanted": change.wanted,
        "clipped_by": change.clipped_by,
        "balance": balance,
        "subject_kind": award.kind,
        "subject_id": award.subject_id,
        "giver_id": award.giver_id,
        "post_id": award.post_id,
        "thread_id": award.thread_id,
        "category_id": award.category_id,
        "day": award.day,
        "at": change.at,
        "book": book,
    }


def award_row(change: Change, entry_id: int) -> dict[str, Any]:
    """Give the award's row for a grant."""
    award = change.award
    return {
        "entry_id": entry_id,
        "rule": award.rule,
        "subject_kind": award.kind,
        "subject_id": award.subject_id,
        "member_id": award.member_id,
        "path": award.path,
        "amount": award.amount,
        "giver_id": award.giver_id,
        "post_id": award.post_id,
        "thread_id": award.thread_id,
        "category_id": award.category_id,
        "day": award.day,
        "off": award.off,
        "depends": award.depends,
        "counts": award.counts,
        "ranked": award.ranked,
        "patient": award.patient,
    }
