"""Threads that share tags with one."""

from collections.abc import Sequence

from sqlalchemy import func, select

from forum.access import Actor
from forum.core.db import session
from forum.threads.models import Thread, ThreadTag
from forum.threads.queries.visible import visible_threads


def related(thread: Thread, actor: Actor, limit: int = 4) -> Sequence[Thread]:
    """Shown threads with the most tags in common, solved ones first, newest first; one statement."""
    mine = select(ThreadTag.tag_id).where(ThreadTag.thread_id == thread.id)
    common = (
        select(ThreadTag.thread_id, func.count().label("shared"))
        .where(ThreadTag.tag_id.in_(mine), ThreadTag.thread_id != thread.id)
        .group_by(ThreadTag.thread_id)
        .subquery()
    )
    order = (common.c.shared.desc(), Thread.accepted_post_id.is_(None), Thread.id.desc())
    statement = select(Thread).join(common, common.c.thread_id == Thread.id).where(visible_threads(actor))
    return session().scalars(statement.where(Thread.state == "shown").order_by(*order).limit(limit)).all()
