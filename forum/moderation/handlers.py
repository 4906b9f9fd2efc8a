"""Reactions to what happens to people."""

from sqlalchemy import delete, select

from forum.accounts.events import MemberErased
from forum.core.db import session
from forum.moderation.models import ModerationAction, Statement


def forget_statements(event: MemberErased) -> None:
    """Take away the sentences that were written to an erased member; the log keeps its ids and codes."""
    theirs = select(ModerationAction.id).where(ModerationAction.author_id == event.member_id)
    session().execute(delete(Statement).where(Statement.action_id.in_(theirs)))
