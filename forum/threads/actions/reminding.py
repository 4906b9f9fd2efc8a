"""Remind askers once of marking the solution, some days after the first answer."""

from datetime import datetime, timedelta

from sqlalchemy import select

from forum.accounts.actions import owe_mail
from forum.accounts.models import Member
from forum.core.db import alter, session
from forum.core.outbox import is_muted, owe
from forum.threads.models import Post, Thread

REMINDER = "reminder"
AFTER, UNTIL = timedelta(days=5), timedelta(days=30)
MORNING_S = 9 * 3600
MOST = 1_000


def owe_reminders(at: datetime) -> int:
    """Owe a reminder for each open question answered 5 to 30 days before `at`, once ever; give their number.

    They go out nine hours later: `at` is midnight. At most a thousand a day, the longest answered first.
    """
    if is_muted("mail"):
        return 0
    waiting = (
        select(Thread.id)
        .join(Member, Member.id == Thread.author_id)
        .where(Thread.kind == "question", Thread.state == "shown", Thread.answer_count > 0)
        .where(Thread.accepted_post_id.is_(None), Thread.closed_at.is_(None), Thread.reminded_at.is_(None))
        .where(Thread.first_answer_at > at - UNTIL, Thread.first_answer_at <= at - AFTER)
        .where(Member.kind == "person", Member.reminders, Member.email_confirmed_at.is_not(None))
        .order_by(Thread.first_answer_at, Thread.id)
        .limit(MOST)
    )
    ids = session().scalars(waiting).all()
    for thread_id in ids:
        alter(Thread, thread_id, {"reminded_at": at})
        owe(REMINDER, {"thread": thread_id}, key=f"{thread_id}", delay_s=MORNING_S)
    return len(ids)


def remind(thread_id: int) -> bool:
    """Owe the mail if nothing changed meanwhile; tell whether it was. It names the question by its number only."""
    others = select(Post.id).where(Post.thread_id == Thread.id, Post.kind == "answer", Post.state == "shown")
    still = (
        select(Thread.author_id)
        .join(Member, Member.id == Thread.author_id)
        .where(Thread.id == thread_id, Thread.state == "shown", Thread.closed_at.is_(None))
        .where(Thread.accepted_post_id.is_(None), Member.kind == "person", Member.reminders)
        .where(others.where(Post.author_id != Thread.author_id).exists())
    )
    asker = session().scalar(still)
    if asker is None:
        return False
    owe_mail("solution", member_id=asker, path=f"/t/{thread_id}", id=f"solution-{thread_id}")
    return True
