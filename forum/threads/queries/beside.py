"""What stands beside a thread or post: proposals, revisions, and what was sent twice."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from forum.access import Actor
from forum.core import clock
from forum.core.db import session
from forum.threads.models import Post, Proposal, Revision, Thread
from forum.threads.queries.one import post
from forum.threads.queries.visible import visible_threads

AGAIN = timedelta(minutes=10)
MAX_REVISIONS = 20
MAX_OPEN = 10


def open_proposals(thread: Thread) -> Sequence[Proposal]:
    """Open proposals of a thread with their authors, oldest first; at most ten."""
    waiting = select(Proposal).options(joinedload(Proposal.author))
    waiting = waiting.where(Proposal.thread_id == thread.id, Proposal.state == "open")
    return session().scalars(waiting.order_by(Proposal.id).limit(MAX_OPEN)).all()


def threads_by_id(ids: Sequence[int], actor: Actor) -> dict[int, Thread]:
    """Threads by id, as far as the actor sees them; one statement, none for no ids."""
    if not ids:
        return {}
    found = session().scalars(select(Thread).where(Thread.id.in_(ids), visible_threads(actor)))
    return {thread.id: thread for thread in found}


def revisions(post: Post) -> Sequence[Revision]:
    """What a post said before each edit, newest first; at most twenty."""
    kept = select(Revision).where(Revision.post_id == post.id).order_by(Revision.number.desc())
    return session().scalars(kept.limit(MAX_REVISIONS)).all()


def asked_again(author_id: int, title: str, source: str) -> Thread | None:
    """Give the thread that its author began with the same words within ten minutes: a form sent twice."""
    same = select(Thread).join(Post, Post.thread_id == Thread.id)
    same = same.where(Thread.author_id == author_id, Thread.title == title, Thread.state.in_(("shown", "held")))
    same = same.where(Post.kind == "opening", Post.source == source, Thread.created_at > clock.now() - AGAIN)
    return session().scalar(same.order_by(Thread.id).limit(1))


_SAID = (
    select(Post.id)
    .where(Post.thread_id == bindparam("thread"), Post.author_id == bindparam("author"), Post.kind != "opening")
    .where(func.coalesce(Post.parent_id, 0) == bindparam("parent"), Post.source == bindparam("source"))
    .where(Post.state.in_(("shown", "held")), Post.created_at > bindparam("since"))
    .order_by(Post.id)
    .limit(1)
)


def said_again(author_id: int, thread_id: int, parent_id: int | None, source: str) -> Post | None:
    """Give the answer or comment that its author wrote with the same words within ten minutes."""
    asked = {"thread": thread_id, "author": author_id, "parent": parent_id or 0, "source": source}
    found = session().connection().scalar(_SAID, asked | {"since": clock.now() - AGAIN})
    return post(found) if found is not None else None
