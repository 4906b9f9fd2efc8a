"""Where a post stands: its page in the thread, its anchor, and what is new since."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select, tuple_
from sqlalchemy.orm import joinedload

from forum.access import Actor
from forum.core.db import UtcDateTime, session
from forum.core.pagination import decode
from forum.threads.models import Post, Thread
from forum.threads.queries.cursors import after, cursor_at
from forum.threads.queries.posts import SIZE
from forum.threads.queries.visible import visible_posts

ANSWERS = ("answer", "reply")
MANY = 99


def path_of(thread: Thread) -> str:
    """Give a thread's canonical path."""
    return f"/t/{thread.id}-{thread.slug}"


def page_cursor(post: Post, actor: Actor) -> str | None:
    """Give the cursor of the page on which a post (or the one it comments on) stands; None is the first page.

    One statement, two for a comment.
    """
    top = session().get_one(Post, post.parent_id) if post.parent_id is not None else post
    if top.kind == "opening" or top.id == post.thread.accepted_post_id:
        return None
    here = {"thread": post.thread_id, "at": top.created_at, "id": top.id, "but": post.thread.accepted_post_id or 0}
    found = session().execute(_earlier(actor), here).all()
    return cursor_at(*found[0]) if len(found) == SIZE else None


@lru_cache(maxsize=256)
def _earlier(actor: Actor) -> Select[datetime, int]:
    """Build the statement once for somebody who writes: the answers before an instant, newest first."""
    before = tuple_(Post.created_at, Post.id) < tuple_(bindparam("at", type_=UtcDateTime()), bindparam("id"))
    others = _answers(bindparam("thread"), actor).where(before, Post.id != bindparam("but"))
    return others.order_by(Post.created_at.desc(), Post.id.desc()).limit(SIZE)


def place(post: Post, actor: Actor) -> str:
    """Give the path at which a post is seen, with its anchor."""
    cursor = page_cursor(post, actor)
    return f"{path_of(post.thread)}{f'?after={cursor}' if cursor else ''}#p{post.id}"


def written_last(actor: Actor) -> str:
    """Give the path to what the actor wrote last, nothing if they never wrote; two or three statements."""
    mine = select(Post).options(joinedload(Post.thread)).where(Post.author_id == (actor.id or 0), Post.state == "shown")
    newest = session().scalar(mine.order_by(Post.created_at.desc(), Post.id.desc()).limit(1))
    return place(newest, actor) if newest is not None else ""


def news(thread: Thread, actor: Actor, cursor: str) -> tuple[int, int]:
    """Count answers by others since a cursor (99 at most) and name the first; (0, 0) when there are none."""
    key = decode(cursor, (int, int))
    if key is None:
        return 0, 0
    new = _answers(thread.id, actor).where(after(key), Post.author_id != (actor.id or 0))
    found = session().execute(new.order_by(Post.created_at, Post.id).limit(MANY)).all()
    return (len(found), found[0].id) if found else (0, 0)


def _answers(thread_id: Any, actor: Actor) -> Select[datetime, int]:
    joined = select(Post.created_at, Post.id).join(Thread, Thread.id == Post.thread_id)
    return joined.where(Post.thread_id == thread_id, Post.kind.in_(ANSWERS), visible_posts(actor))
