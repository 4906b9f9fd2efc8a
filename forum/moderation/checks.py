"""What `forum doctor` asks of this room: the log and the state of posts tell the same story."""

from collections.abc import Iterator

from sqlalchemy import case, func, select

from forum.core.db import session
from forum.moderation.models import ModerationAction
from forum.threads.models import Post, Thread


def breaches() -> Iterator[str]:
    """Name every post whose last intervention does not fit its state; nothing when all is well."""
    last = select(func.max(ModerationAction.id)).group_by(ModerationAction.post_id)
    kinds = select(ModerationAction.post_id, ModerationAction.kind).where(ModerationAction.id.in_(last)).subquery()
    state = case((Post.kind == "opening", Thread.state), else_=Post.state)
    found = session().execute(
        select(Post.id, state, kinds.c.kind)
        .join(Thread, Thread.id == Post.thread_id)
        .outerjoin(kinds, kinds.c.post_id == Post.id)
        .where((kinds.c.kind.is_not(None)) | (state == "hidden"))
        .order_by(Post.id)
    )
    for post_id, now, kind in found:
        if (now == "hidden") != (kind == "hide"):
            yield f"post {post_id} is {now}, its last intervention is {kind or 'none'}"
