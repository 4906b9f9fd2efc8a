"""Reactions to what happens to people, and to days that close."""

from sqlalchemy import delete, select

from forum.accounts.events import MemberErased
from forum.core import outbox
from forum.core.db import session
from forum.core.schedule import DayClosed
from forum.moderation.models import ModerationAction, Statement
from forum.moderation.sweep import SWEEP


def forget_statements(event: MemberErased) -> None:
    """Take away the sentences that were written to an erased member; the log keeps its ids and codes."""
    theirs = select(ModerationAction.id).where(ModerationAction.author_id == event.member_id)
    session().execute(delete(Statement).where(Statement.action_id.in_(theirs)))


def owe_sweep(_event: DayClosed) -> None:
    """Owe the day's sweep of old posts."""
    outbox.owe(SWEEP, {}, key=SWEEP)
