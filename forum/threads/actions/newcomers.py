"""Newcomers: who is one, and noticing that one came back after somebody's answer."""

from datetime import datetime, timedelta

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import publish, session
from forum.threads.actions.facts import about
from forum.threads.events import NewcomerReturned
from forum.threads.models import Post, Thread

NEWCOMER = timedelta(days=30)
HELPERS = 5


def is_newcomer(joined: datetime, at: datetime) -> bool:
    """Tell whether somebody who joined then was still new at an instant: the first 30 days."""
    return at - joined <= NEWCOMER


def note_return(member_id: int) -> None:
    """Publish NewcomerReturned for those who answered a newcomer on an earlier day, when the newcomer writes again.

    At most five helpers of the newcomer's threads; the engine pays each pair once, so saying it again is harmless.
    """
    member = session().get(Member, member_id)
    if member is None or not is_newcomer(member.created_at, clock.now()):
        return
    today = clock.start_of(clock.today())
    answers = session().execute(
        select(Post, Thread)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.author_id == member_id, Post.kind.in_(("answer", "reply")), Post.author_id != member_id)
        .where(Post.state == "shown", Thread.state == "shown", Post.created_at < today)
        .order_by(Post.id)
        .limit(HELPERS)
    )
    for post, thread in answers.all():
        publish(NewcomerReturned(**about(post, thread, member_id), return_id=member_id))
