"""Ledger ↔ awards ↔ what stands in the conversation."""

from collections.abc import Iterator

from sqlalchemy import and_, func, or_, select

from forum.core.db import session
from forum.reputation.models import Award, LedgerEntry
from forum.threads.models import Acceptance, Endorsement, Vote

SIGN = {"grant": 1, "restore": 1, "reversal": -1}
_SAME = and_(
    LedgerEntry.subject_kind == Award.subject_kind,
    LedgerEntry.subject_id == Award.subject_id,
    LedgerEntry.rule == Award.rule,
    LedgerEntry.member_id == Award.member_id,
)


def entries() -> Iterator[str]:
    """Every entry belongs to an award, and its amount is the award's."""
    orphans = select(LedgerEntry.id).outerjoin(Award, _SAME).where(Award.id.is_(None))
    for entry_id in session().scalars(orphans):
        yield f"ledger entry {entry_id} belongs to no award"
    sign = LedgerEntry.kind == "reversal"
    wrong = or_(and_(sign, LedgerEntry.amount != -Award.amount), and_(~sign, LedgerEntry.amount != Award.amount))
    for entry_id in session().scalars(select(LedgerEntry.id).join(Award, _SAME).where(wrong)):
        yield f"ledger entry {entry_id} moved another amount than was granted"


def awards() -> Iterator[str]:
    """An award is granted once; it is live exactly when its last entry gave and not when it took."""
    last = func.max(LedgerEntry.id).label("last")
    grants = func.count().filter(LedgerEntry.kind == "grant").label("grants")
    per = select(Award.id, Award.off, last, grants).outerjoin(LedgerEntry, _SAME).group_by(Award.id, Award.off)
    each = per.subquery()
    kind = LedgerEntry.kind
    rows = select(each.c.id, each.c.off, each.c.grants, kind).outerjoin(LedgerEntry, LedgerEntry.id == each.c.last)
    for award_id, off, count, what in session().execute(rows):
        if count != 1:
            yield f"award {award_id} was granted {count} times"
        elif (off == 0) != (what != "reversal"):
            yield f"award {award_id} is {'live' if off == 0 else 'off'}, its last entry is a {what}"


def signals() -> Iterator[str]:
    """A live award hangs on a vote, acceptance or endorsement that stands."""
    for kind, table, stands in (
        ("vote_up", Vote, Vote.value == 1),
        ("vote_down", Vote, Vote.value == -1),
        ("solution_accepted", Acceptance, Acceptance.active),
        ("answer_endorsed", Endorsement, Endorsement.active),
    ):
        live = select(Award.id).where(Award.subject_kind == kind, Award.off == 0)
        gone = live.outerjoin(table, table.id == Award.subject_id)
        for award_id in session().scalars(gone.where(or_(table.id.is_(None), ~stands))):
            yield f"award {award_id} is live, its {kind} does not stand"
