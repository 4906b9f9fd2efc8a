"""Facts that change what can be found."""

from sqlalchemy import select

from forum.accounts.events import MemberErased
from forum.core.db import session
from forum.search.actions import owe_index, owe_related
from forum.threads.events import PostFact
from forum.threads.models import Post


def reindex(event: PostFact) -> None:
    """Index the thread anew."""
    owe_index(event.thread_id)


def relate(event: PostFact) -> None:
    """Look for what fits with the thread: it is new, says something else, or is solved now."""
    owe_related(event.thread_id)


def reindex_author(event: MemberErased) -> None:
    """Index every thread anew in which an erased member wrote."""
    wrote = select(Post.thread_id).where(Post.author_id == event.member_id).distinct().order_by(Post.thread_id)
    for thread_id in session().scalars(wrote).all():
        owe_index(thread_id)
