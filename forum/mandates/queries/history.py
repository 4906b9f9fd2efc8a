"""Who was trusted when."""

from datetime import datetime

from sqlalchemy import or_, select

from forum.core.db import session
from forum.mandates.models import RUNNING, Grant


def trusted_since(since: datetime, until: datetime) -> set[int]:
    """Members who held a mandate (resting ones too) at some instant from `since` to before `until`."""
    held = select(Grant.member_id).where(
        Grant.since < until, or_(Grant.state.in_(RUNNING), Grant.ended_at.is_(None), Grant.ended_at >= since)
    )
    return set(session().scalars(held.distinct()))
