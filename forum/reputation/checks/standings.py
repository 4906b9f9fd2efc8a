"""Ledger ↔ standings ↔ promotions."""

from collections.abc import Iterator

from sqlalchemy import func, select

from forum.accounts.models import Standing
from forum.core.db import session
from forum.reputation.models import LedgerEntry, Promotion


def balances() -> Iterator[str]:
    """The balance after each entry is the sum of the entries up to it."""
    entry = LedgerEntry
    running = func.sum(entry.amount).over(partition_by=(entry.member_id, entry.path), order_by=entry.id)
    each = select(entry.id, entry.balance, running.label("running")).subquery()
    wrong = select(each.c.id, each.c.balance, each.c.running).where(each.c.balance != each.c.running)
    for entry_id, balance, expected in session().execute(wrong):
        yield f"ledger entry {entry_id} says balance {balance}, the entries sum up to {expected}"


def standings() -> Iterator[str]:
    """A standing's points are the sum of the ledger."""
    entry = LedgerEntry
    sums = select(entry.member_id, entry.path, func.sum(entry.amount)).group_by(entry.member_id, entry.path)
    due = {(member, path): int(points) for member, path, points in session().execute(sums)}
    rows = session().execute(select(Standing.member_id, Standing.path, Standing.points))
    shown = {(member, path): points for member, path, points in rows}
    for key in sorted(due.keys() | shown.keys()):
        if due.get(key, 0) != shown.get(key, 0):
            yield f"member {key[0]} has {shown.get(key, 0)} points on {key[1]}, the ledger says {due.get(key, 0)}"


def promotions() -> Iterator[str]:
    """A standing's stage is the highest promotion, and no stage was skipped."""
    reached = Promotion
    columns = (reached.member_id, reached.path, func.max(reached.stage), func.count())
    rows = session().execute(select(*columns).group_by(reached.member_id, reached.path))
    due = {(member, path): (top, count) for member, path, top, count in rows}
    held = session().execute(select(Standing.member_id, Standing.path, Standing.stage))
    shown = {(member, path): stage for member, path, stage in held}
    for key in sorted(due.keys() | shown.keys()):
        top, count = due.get(key, (0, 0))
        if top != shown.get(key, 0) or top != count:
            yield f"member {key[0]} is at stage {shown.get(key, 0)} of {key[1]}, promotions say {top} ({count} of them)"
