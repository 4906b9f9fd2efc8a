"""What pays nothing but counts: answers shown, days on which somebody answered, old answers brought up to date."""

from datetime import datetime, timedelta

from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.reputation.actions.find import look_for_badges
from forum.reputation.actions.publish import rules_in_force
from forum.reputation.actions.roll import move_tallies
from forum.reputation.engine.measures import Tally, Tick, distinct
from forum.threads.models import Post, Thread

OLD = timedelta(days=180)
COUNTED = ("answer", "reply")


def count_answer(author_id: int, kind: str, written: datetime, by: int) -> None:
    """Count a member's answer (or, with -1, its disappearance) and the day it was written; one statement."""
    move_tallies(answer_ticks(author_id, kind, written, by))


def answer_ticks(author_id: int, kind: str, written: datetime, by: int = 1) -> list[Tick]:
    """Give the counters of a member's answer: the day it was written, and answers to questions."""
    if kind not in COUNTED:
        return []
    ticks = [Tick(Tally(author_id, "", "active_day", clock.day_of(written).toordinal()), by)]
    return [*ticks, Tick(Tally(author_id, "", "answers"), by)] if kind == "answer" else ticks


def count_post_again(post_id: int, by: int) -> None:
    """Count a post that disappears or comes back: members' answers only, unless its thread is gone anyway."""
    columns = (Post.author_id, Post.kind, Post.created_at, Post.author_role)
    shown = select(*columns).join(Thread, Thread.id == Post.thread_id).where(Thread.state == "shown")
    row = session().execute(shown.where(Post.id == post_id)).one_or_none()
    if row is not None and row.author_role == "member":
        count_answer(row.author_id, row.kind, row.created_at, by)


def count_thread_again(thread_id: int, by: int) -> None:
    """Count a thread's shown answers when it disappears or comes back."""
    columns = (Post.author_id, Post.kind, Post.created_at)
    mine = (Post.thread_id == thread_id, Post.state == "shown", Post.author_role == "member")
    for row in session().execute(select(*columns).where(*mine)).all():
        count_answer(row.author_id, row.kind, row.created_at, by)


def count_renewal(post_id: int, author_id: int, at: datetime) -> None:
    """Count a member's own answer that was brought up to date half a year or more after it was written, once."""
    mine = (Post.id == post_id, Post.author_role == "member", Post.kind == "answer")
    written = session().scalar(select(Post.created_at).where(*mine))
    if written is None or at - written < OLD:
        return
    results = move_tallies([Tick(Tally(author_id, "", "renewed", post_id), 1)])
    look_for_badges(move_tallies(distinct(results)), rules_in_force().at(at), at)
