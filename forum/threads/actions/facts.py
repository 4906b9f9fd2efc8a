"""What all facts about a post have in common, and the counters that move with visibility."""

from typing import Any

from sqlalchemy import bindparam, select, update

from forum.core import clock
from forum.core.db import alter, refresh_later, session
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


_THREADS: Any = Thread.__table__
_CATEGORIES: Any = Category.__table__
# Built once: every answer moves them.
_MOVE = update(_THREADS).where(_THREADS.c.id == bindparam("thread"))
_COUNTERS = ("post_count", "answer_count", "staff_answer_count")
_MOVE = _MOVE.values({name: _THREADS.c[name] + bindparam(name) for name in _COUNTERS})
_MOVE_UP = _MOVE.values(last_activity_at=bindparam("at"))
_TOUCH = update(_CATEGORIES).where(_CATEGORIES.c.id == bindparam("category")).values(last_activity_at=bindparam("at"))


def count_post(post: Post, thread: Thread, by: int, *, fresh: bool = False) -> None:
    """Move the counters that a shown post contributes to, by +1 or -1; a `fresh` one moves its thread to the top."""
    if post.kind == "comment":
        alter(Post, post.parent_id or 0, {"comment_count": Post.comment_count + by})
        return
    answers = by if post.kind == "answer" else 0
    moved = {"thread": thread.id, "post_count": by, "answer_count": answers}
    moved["staff_answer_count"] = answers if post.by_expert else 0
    current = session()
    current.flush()
    if fresh:
        at = {"at": post.created_at}
        current.connection().execute(_TOUCH, {"category": thread.category_id, **at})
        current.connection().execute(_MOVE_UP, moved | at)
    else:
        current.connection().execute(_MOVE, moved)
    refresh_later(Thread, thread.id, [*_COUNTERS, "last_activity_at"])
    refresh_later(Category, thread.category_id, ["last_activity_at"])


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
