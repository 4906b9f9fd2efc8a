"""Take posts and threads off the pages and put them back. Nothing is lost; both leave a trace."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core.db import alter, publish, session
from forum.core.errors import Refused
from forum.threads.actions.facts import about, count_post, count_thread
from forum.threads.actions.labelling import opening_of
from forum.threads.events import PostRemoved, PostRestored, ThreadRemoved, ThreadRestored
from forum.threads.models import Acceptance, Post, Thread


def remove_post(*, by: Member, post: Post, how: str) -> bool:
    """Delete (`how` = deleted, by its author) or hide (hidden, by moderation) a post; false when it is gone already.

    Removing an opening removes the thread; an author may not delete a thread that others answered. Publishes
    PostRemoved or ThreadRemoved.
    """
    if post.kind == "opening":
        return remove_thread(by=by, thread=post.thread, how=how)
    if not _switch(Post, post.id, "shown", how):
        return False
    count_post(post, post.thread, -1)
    if post.thread.accepted_post_id == post.id:
        _mark(post.thread, None)
    publish(PostRemoved(**about(post, post.thread, by.id), how=how))
    return True


def restore_post(*, by: Member, post: Post, how: str) -> bool:
    """Show a post again that was removed the same way; false when it was not. Publishes PostRestored."""
    if post.kind == "opening":
        return restore_thread(by=by, thread=post.thread, how=how)
    if not _switch(Post, post.id, how, "shown"):
        return False
    count_post(post, post.thread, +1)
    standing = select(Acceptance).where(Acceptance.post_id == post.id, Acceptance.active)
    acceptance = session().scalar(standing)
    if acceptance is not None:
        _mark(post.thread, acceptance)
    publish(PostRestored(**about(post, post.thread, by.id), how=how))
    return True


def remove_thread(*, by: Member, thread: Thread, how: str) -> bool:
    """Delete or hide a whole thread. Publishes ThreadRemoved with the posts that were shown in it."""
    if how == "deleted" and _answered_by_others(thread):
        raise Refused("Others have answered here, so the thread stays. You can edit your text.")
    if not _switch(Thread, thread.id, "shown", how):
        return False
    count_thread(thread, -1)
    opening = opening_of(thread)
    publish(ThreadRemoved(**about(opening, thread, by.id), how=how, post_ids=_shown_posts(thread.id)))
    return True


def restore_thread(*, by: Member, thread: Thread, how: str) -> bool:
    """Show a removed thread again. Publishes ThreadRestored with the posts that are shown in it."""
    if not _switch(Thread, thread.id, how, "shown"):
        return False
    count_thread(thread, +1)
    opening = opening_of(thread)
    publish(ThreadRestored(**about(opening, thread, by.id), how=how, post_ids=_shown_posts(thread.id)))
    return True


def _switch(table: Any, row_id: int, old: str, new: str) -> bool:
    return alter(table, row_id, {"state": new}, table.state == old)


def _mark(thread: Thread, acceptance: Acceptance | None) -> None:
    values = {"accepted_post_id": None, "solved_at": None}
    if acceptance is not None:
        values = {"accepted_post_id": acceptance.post_id, "solved_at": acceptance.at}  # type: ignore[dict-item]
    alter(Thread, thread.id, values)


def _answered_by_others(thread: Thread) -> bool:
    others = select(Post.id).where(Post.thread_id == thread.id, Post.author_id != thread.author_id)
    return session().scalar(others.where(Post.state == "shown").limit(1)) is not None


def _shown_posts(thread_id: int) -> tuple[int, ...]:
    posts = select(Post.id).where(Post.thread_id == thread_id, Post.state == "shown").order_by(Post.id)
    return tuple(session().scalars(posts))
