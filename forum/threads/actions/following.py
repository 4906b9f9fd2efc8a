"""Follow a thread, or stop."""

from sqlalchemy import delete

from forum.core import clock
from forum.core.db import session, upsert
from forum.threads.models import Follow


def follow(member_id: int, thread_id: int) -> None:
    """Follow a thread; twice is once."""
    row = upsert(Follow).values(member_id=member_id, thread_id=thread_id, at=clock.now())
    session().execute(row.on_conflict_do_nothing())


def unfollow(member_id: int, thread_id: int) -> None:
    """Stop following."""
    session().execute(delete(Follow).where(Follow.member_id == member_id, Follow.thread_id == thread_id))
