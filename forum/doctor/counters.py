"""Counters kept by addition ↔ a recount of the rows they stand for."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from forum.core.db import session
from forum.threads.models import Acceptance, Category, MeToo, Post, Revision, Tag, Thread, ThreadTag, ThreadView, Vote

Recount = Select[Any, Any]
ANSWERS = ("answer", "reply")


def _differ(column: InstrumentedAttribute[int], recount: Recount, *where: ColumnElement[bool]) -> Iterator[str]:
    """Name every row whose counter is not the recount's number (missing: 0); `recount` gives (id, number)."""
    table, found = column.class_, recount.subquery()
    row_id, number = found.c
    due = func.coalesce(number, 0)
    rows = select(table.id, column, due).outerjoin(found, row_id == table.id).where(column != due, *where)
    for key, kept, counted in session().execute(rows.order_by(table.id)):
        yield f"{table.__tablename__} {key}: {column.key} says {kept}, recounted {counted}"


def _posts(*where: ColumnElement[bool]) -> Recount:
    return select(Post.thread_id, func.count()).where(Post.state == "shown", *where).group_by(Post.thread_id)


def thread_counters() -> Iterator[str]:
    """Shown answers, answers and replies together, answers by staff, and who has the same question."""
    yield from _differ(Thread.answer_count, _posts(Post.kind == "answer"))
    yield from _differ(Thread.post_count, _posts(Post.kind.in_(ANSWERS)))
    yield from _differ(Thread.staff_answer_count, _posts(Post.kind == "answer", Post.author_role != "member"))
    openings = select(Post.thread_id, func.sum(Post.score)).where(Post.kind == "opening").group_by(Post.thread_id)
    yield from _differ(Thread.score, openings)
    yield from _differ(Thread.me_too_count, select(MeToo.thread_id, func.count()).group_by(MeToo.thread_id))


def post_counters() -> Iterator[str]:
    """Votes, helpful votes, shown comments and revisions of a post."""
    votes = select(Vote.post_id, func.sum(Vote.value)).group_by(Vote.post_id)
    yield from _differ(Post.score, votes)
    helpful = select(Vote.post_id, func.count()).where(Vote.value == 1).group_by(Vote.post_id)
    yield from _differ(Post.helpful_count, helpful)
    remarks = select(Post.parent_id, func.count()).where(Post.kind == "comment", Post.state == "shown")
    yield from _differ(Post.comment_count, remarks.group_by(Post.parent_id))
    yield from _differ(Post.revision_count, select(Revision.post_id, func.count()).group_by(Revision.post_id))


def label_counters() -> Iterator[str]:
    """Shown threads of a category and of a tag."""
    shown = select(Thread.category_id, func.count()).where(Thread.state == "shown").group_by(Thread.category_id)
    yield from _differ(Category.thread_count, shown)
    tagged = select(ThreadTag.tag_id, func.count()).join(Thread, Thread.id == ThreadTag.thread_id)
    yield from _differ(Tag.uses, tagged.where(Thread.state == "shown").group_by(ThreadTag.tag_id))


def views() -> Iterator[str]:
    """A thread was read at least as often as its days say; imported threads bring views without days."""
    days = select(ThreadView.thread_id, func.sum(ThreadView.views).label("number")).group_by(ThreadView.thread_id)
    counted = days.subquery()
    rows = select(Thread.id, Thread.view_count, counted.c.number).join(counted, counted.c.thread_id == Thread.id)
    for key, kept, number in session().execute(rows.where(Thread.view_count < counted.c.number).order_by(Thread.id)):
        yield f"thread {key}: view_count says {kept}, its days sum up to {number}"


def openings() -> Iterator[str]:
    """Every thread has exactly one opening."""
    counted = select(Post.thread_id, func.count().label("number")).where(Post.kind == "opening")
    found = counted.group_by(Post.thread_id).subquery()
    rows = select(Thread.id, func.coalesce(found.c.number, 0)).outerjoin(found, found.c.thread_id == Thread.id)
    for key, number in session().execute(rows.where(func.coalesce(found.c.number, 0) != 1).order_by(Thread.id)):
        yield f"thread {key} has {number} openings"


def solutions() -> Iterator[str]:
    """A thread's solution is the shown post of its active acceptance; a hidden or deleted one is not shown as such."""
    stands = and_(Acceptance.thread_id == Thread.id, Acceptance.active)
    due = and_(Post.id == Acceptance.post_id, Post.state == "shown")
    rows = select(Thread.id, Thread.accepted_post_id, Post.id).outerjoin(Acceptance, stands).outerjoin(Post, due)
    wrong = rows.where(Thread.accepted_post_id.is_distinct_from(Post.id)).order_by(Thread.id)
    for key, kept, expected in session().execute(wrong):
        yield f"thread {key}: its solution is post {kept or 'none'}, the acceptances say {expected or 'none'}"
    when = select(Thread.id).join(Acceptance, stands).where(Thread.accepted_post_id == Acceptance.post_id)
    moved = or_(Thread.solved_at.is_(None), Thread.solved_at != Acceptance.at)
    for key in session().scalars(when.where(moved).order_by(Thread.id)):
        yield f"thread {key} was solved at another time than its acceptance says"
