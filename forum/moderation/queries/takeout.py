"""What a member takes along of interventions in their posts."""

from typing import Any

from sqlalchemy import select

from forum.core.db import session
from forum.moderation.models import ModerationAction, Statement


def interventions_of(member_id: int) -> list[dict[str, Any]]:
    """Give every intervention in a member's posts with its reason and statement, oldest first; actors unnamed."""
    action = ModerationAction
    wanted = select(action.kind, action.post_id, action.reason, action.role, action.at, Statement.text)
    wanted = wanted.outerjoin(Statement, Statement.action_id == action.id).where(action.author_id == member_id)
    return [dict(row) for row in session().execute(wanted.order_by(action.id)).mappings()]
