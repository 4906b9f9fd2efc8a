"""What we know, row by row, for other tools; hidden voters are in none of it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Executable, select
from sqlalchemy.orm import aliased

from forum.accounts.models import Member, Standing
from forum.core.db import session
from forum.recorded.figures import figures
from forum.reputation.models import BadgeAward, LedgerEntry
from forum.reputation.queries import book_now
from forum.threads.models import Post, Thread

AT_ONCE = 1_000
Row = dict[str, Any]


def rows(what: str) -> Iterator[Row]:
    """Give the rows of one kind of export, in a stable order; all but figures are streamed."""
    return iter(KINDS[what]())


def _stream(query: Executable) -> Iterable[Any]:
    return session().execute(query.execution_options(yield_per=AT_ONCE))


def recorded(source_id: str | None) -> int | str | None:
    """Give a recorded id as the recording had it: whole numbers as numbers."""
    if source_id is None:
        return None
    return int(source_id) if source_id.lstrip("-").isdecimal() and str(int(source_id)) == source_id else source_id


def standings() -> Iterator[Row]:
    """People by id: points after floor and start bonus, points and stage by path."""
    book = book_now().rules
    bonus_paid = any(rule.amount_field == "start_bonus" for rule in book.rules)
    paths = _paths()
    people = select(Member.id, Member.source_id, Member.start_bonus).where(Member.kind == "person")
    for member, source_id, bonus in _stream(people.order_by(Member.id)):
        mine = paths.get(member, {})
        total = sum(way["points"] for way in mine.values()) + (0 if bonus_paid else bonus)
        points = max(book.floor, total)
        yield {"member": member, "source_id": recorded(source_id), "points": points, "paths": mine}


def _paths() -> dict[int, dict[str, dict[str, int]]]:
    found: dict[int, dict[str, dict[str, int]]] = {}
    columns = select(Standing.member_id, Standing.path, Standing.points, Standing.stage)
    for member, path, points, stage in _stream(columns.order_by(Standing.member_id, Standing.path)):
        found.setdefault(member, {})[path] = {"points": points, "stage": stage}
    return found


def ledger() -> Iterator[Row]:
    """Entries, oldest first; a giver whom nobody may see is null."""
    giver = aliased(Member)
    query = (
        select(LedgerEntry, Member.source_id, giver.kind)
        .outerjoin(Member, Member.id == LedgerEntry.member_id)
        .outerjoin(giver, giver.id == LedgerEntry.giver_id)
    )
    for entry, source_id, giver_kind in _stream(query.order_by(LedgerEntry.id)):
        yield {
            "entry": entry.id,
            "member": entry.member_id,
            "source_id": recorded(source_id),
            "path": entry.path,
            "rule": entry.rule,
            "kind": entry.kind,
            "cause": entry.cause,
            "amount": entry.amount,
            "wanted": entry.wanted,
            "clipped_by": entry.clipped_by or None,
            "balance": entry.balance,
            "giver": entry.giver_id if giver_kind == "person" else None,
            "post": entry.post_id or None,
            "thread": entry.thread_id or None,
            "day": entry.day,
            "at": entry.at,
        }
        session().expunge(entry)


def badges() -> Iterator[Row]:
    """Badges by member, then time."""
    query = select(BadgeAward.member_id, Member.source_id, BadgeAward.badge, BadgeAward.at)
    people = query.join(Member, Member.id == BadgeAward.member_id).where(Member.kind == "person")
    for member, source_id, badge, at in _stream(people.order_by(BadgeAward.member_id, BadgeAward.at, BadgeAward.badge)):
        yield {"member": member, "source_id": recorded(source_id), "badge": badge, "at": at}


def posts() -> Iterator[Row]:
    """Shown openings, answers and replies by id; comments are counted, not listed."""
    accepted = aliased(Post)
    query = (
        select(Post.id, Post.source_id, Post.score, Post.kind, Thread.answer_count, Post.comment_count)
        .add_columns(accepted.source_id)
        .join(Thread, Thread.id == Post.thread_id)
        .outerjoin(accepted, accepted.id == Thread.accepted_post_id)
        .where(Post.kind != "comment", Post.state == "shown", Thread.state == "shown")
    )
    for post, source_id, score, kind, answers, comments, solution in _stream(query.order_by(Post.id)):
        opening = kind == "opening"
        row = {"post": post, "source_id": recorded(source_id), "score": score, "answers": answers if opening else 0}
        yield row | {"comments": comments, "accepted": recorded(solution) if opening else None}


KINDS: dict[str, Callable[[], Iterator[Row]]] = {
    "standings": standings,
    "ledger": ledger,
    "badges": badges,
    "posts": posts,
    "figures": figures,
}
