"""What all facts about a post have in common, and the counters that move with visibility."""

from typing import Any

from sqlalchemy import select, update

from forum.core import clock
from forum.core.db import alter, session
from forum.threads.models import Category, Post, Tag, Thread, ThreadTag


def about(post: Post, thread: Thread, actor_id: int) -> dict[str, Any]:
    """Give the common fields of a fact."""
    return {
        "at": clock.now(),
        "post_id": post.id,
        "post_kind": post.kind,
        "thread_id": thread.id,
        "thread_kind": thread.kind,
        "category_id": thread.category_id,
        "author_id": post.author_id,
        "actor_id": actor_id,
    }


def count_post(post: Post, thread: Thread, by: int, *, fresh: bool = False) -> None:
    """Move the counters that a shown post contributes to, by +1 or -1; a `fresh` one moves its thread to the top."""
    if post.kind == "comment":
        alter(Post, post.parent_id or 0, {"comment_count": Post.comment_count + by})
        return
    changes: dict[str, Any] = {"post_count": Thread.post_count + by}
    if post.kind == "answer":
        changes["answer_count"] = Thread.answer_count + by
        if post.by_expert:
            changes["staff_answer_count"] = Thread.staff_answer_count + by
    if fresh:
        changes["last_activity_at"] = post.created_at
        alter(Category, thread.category_id, {"last_activity_at": post.created_at})
    alter(Thread, thread.id, changes)


def count_thread(thread: Thread, by: int) -> None:
    """Move the counters that a shown thread contributes to, by +1 or -1."""
    values: dict[str, Any] = {"thread_count": Category.thread_count + by}
    if by > 0:
        values["last_activity_at"] = thread.last_activity_at
    alter(Category, thread.category_id, values)
    count_tags(thread.id, by)


def count_tags(thread_id: int, by: int) -> None:
    """Move the uses of a thread's tags by +1 or -1."""
    mine = select(ThreadTag.tag_id).where(ThreadTag.thread_id == thread_id)
    table = Tag.__table__
    session().execute(update(table).where(table.c.id.in_(mine)).values(uses=table.c.uses + by))  # type: ignore[arg-type]
