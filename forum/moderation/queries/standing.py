"""What stands now: which hiding of a post is not lifted, and what its author was told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from forum.core.db import session
from forum.moderation.models import ModerationAction, Statement
from forum.threads.models import Post


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Why a post is hidden, as its author reads it. `by_mandate`: a member decided, not staff."""

    action_id: int
    reason: str
    text: str
    by_mandate: bool
    at: datetime


def lifted() -> ColumnElement[bool]:
    """A hiding that was taken back: a later `show` names it."""
    later = aliased(ModerationAction)
    return exists().where(later.lifts_id == ModerationAction.id)


def standing_hide(post_id: int) -> int | None:
    """Give the id of the hiding of a post that is not lifted, or none."""
    hides = select(ModerationAction.id).where(ModerationAction.post_id == post_id, ModerationAction.kind == "hide")
    return session().scalar(hides.where(~lifted()).order_by(ModerationAction.id.desc()).limit(1))


def statements(post_ids: Iterable[int]) -> dict[int, StatementRow]:
    """Give by post id why it is hidden now; one statement for a page of posts, none for no posts."""
    wanted = sorted(set(post_ids))
    if not wanted:
        return {}
    rows = session().execute(
        select(ModerationAction, Statement.text)
        .outerjoin(Statement, Statement.action_id == ModerationAction.id)
        .where(ModerationAction.post_id.in_(wanted), ModerationAction.kind == "hide", ~lifted())
        .order_by(ModerationAction.id)
    )
    return {
        act.post_id: StatementRow(act.id, act.reason, text or "", act.mandate_id is not None, act.at)
        for act, text in rows
    }


def answered_in(member_id: int, thread_id: int) -> bool:
    """Tell whether a member answered or replied in a thread: then a mandate's holder does not decide there."""
    mine = select(Post.id).where(Post.thread_id == thread_id, Post.author_id == member_id)
    return session().scalar(mine.where(Post.kind.in_(("answer", "reply"))).limit(1)) is not None
