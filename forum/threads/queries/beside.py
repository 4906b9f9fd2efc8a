"""What stands beside a thread or post: follows, proposals, duplicates, revisions, and what was sent twice."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import joinedload

from forum.access import Actor
from forum.core import clock
from forum.core.db import session
from forum.threads.models import Follow, Post, Proposal, Revision, Thread, ThreadLink, Vote
from forum.threads.queries.visible import visible_threads

AGAIN = timedelta(minutes=10)
MAX_REVISIONS = 20
MAX_OPEN = 10


def follows(actor: Actor, thread: Thread) -> bool:
    """Tell whether the actor follows a thread."""
    mine = select(Follow.thread_id).where(Follow.member_id == (actor.id or 0), Follow.thread_id == thread.id)
    return session().scalar(mine) is not None


_HERE = select(Post.id).where(Post.thread_id == bindparam("thread"))
_FOLLOWS = select(Follow.thread_id).where(Follow.member_id == bindparam("member"))
_TAKES_PART = select(
    or_(
        _HERE.where(Post.author_id == bindparam("member")).exists(),
        _HERE.join(Vote, Vote.post_id == Post.id).where(Vote.voter_id == bindparam("member")).exists(),
        _FOLLOWS.where(Follow.thread_id == bindparam("thread")).exists(),
    )
)


def takes_part(actor: Actor, thread_id: int) -> bool:
    """Tell whether the actor wrote in a thread, judged something in it or follows it; one statement, built once."""
    return bool(session().connection().scalar(_TAKES_PART, {"thread": thread_id, "member": actor.id}))


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


def repeats(thread: Thread, actor: Actor) -> Sequence[Thread]:
    """Older threads that this one was found to repeat, oldest first; at most ten."""
    older = select(Thread).join(ThreadLink, ThreadLink.related_id == Thread.id)
    older = older.where(ThreadLink.thread_id == thread.id, ThreadLink.kind == "duplicate", visible_threads(actor))
    return session().scalars(older.order_by(Thread.id).limit(MAX_OPEN)).all()


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


def said_again(author_id: int, thread_id: int, parent_id: int | None, source: str) -> Post | None:
    """Give the answer or comment that its author wrote with the same words within ten minutes."""
    same = select(Post).where(Post.thread_id == thread_id, Post.author_id == author_id, Post.source == source)
    same = same.where(Post.state.in_(("shown", "held")), Post.created_at > clock.now() - AGAIN, Post.kind != "opening")
    same = same.where(Post.parent_id == parent_id if parent_id is not None else Post.parent_id.is_(None))
    return session().scalar(same.order_by(Post.id).limit(1))
