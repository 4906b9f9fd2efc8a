"""Phases and rights ↔ what they follow from."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import and_, func, select

from forum.accounts.models import Mandate, Member, Standing
from forum.core.db import session
from forum.dashboard.models import MemberPhase, PhaseFlow
from forum.reputation.models import Promotion


def phases() -> Iterator[str]:
    """Who is in a phase is who came minus who went, over all days."""
    came: Counter[str] = Counter()
    for old, new, members in session().execute(select(PhaseFlow.old, PhaseFlow.new, PhaseFlow.members)):
        came[new] += members
        came[old] -= members
    kept = select(MemberPhase.phase, func.count()).group_by(MemberPhase.phase)
    stock = Counter(dict(session().execute(kept).all()))
    for phase in sorted((came.keys() | stock.keys()) - {""}):
        if came[phase] != stock[phase]:
            yield f"phase {phase} holds {stock[phase]} members, its flows sum up to {came[phase]}"


def rule_rights() -> Iterator[str]:
    """A right that the rule book gave belongs to a promotion of its holder."""
    reason = and_(Promotion.id == Mandate.grant_id, Promotion.member_id == Mandate.member_id)
    rows = select(Mandate.member_id, Mandate.permission).outerjoin(Promotion, reason)
    wrong = rows.where(Mandate.source == "rule", Promotion.id.is_(None)).order_by(Mandate.id)
    for member_id, permission in session().execute(wrong):
        yield f"member {member_id} holds {permission} by the rule book without a promotion that gives it"


def staff_points() -> Iterator[str]:
    """Who was never a player has nothing: the house, hidden voters."""
    rows = select(Standing.member_id, Member.kind).join(Member, Member.id == Standing.member_id)
    for member_id, kind in session().execute(rows.where(Member.kind.in_(("system", "hidden")), Standing.points != 0)):
        yield f"member {member_id} is {kind} and has points"
