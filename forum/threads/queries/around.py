"""What a category shows around its list: what waits, what helped most, who answers, frequent tags.

Everything looks at the newest few only, so that it costs the same in a large community.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from forum.accounts.models import ExpertField, Member
from forum.accounts.queries.authors import Author, authors
from forum.core import clock
from forum.core.db import session
from forum.threads.models import Category, Endorsement, Post, Tag, Thread, ThreadTag
from forum.threads.queries.lists import FILTERS

RECENT = 200


@dataclass(frozen=True, slots=True)
class Best:
    """A solution that helped: its thread, how often it was read and found helpful, until when it was confirmed."""

    thread: Thread
    helpful: int
    checked_until: date | None


def waiting_count(category_id: int, limit: int = 99) -> int:
    """Count questions without answer in a category, up to a limit."""
    waiting = select(Thread.id).where(Thread.category_id == category_id, Thread.state == "shown", *FILTERS["waiting"])
    return session().scalar(select(func.count()).select_from(waiting.limit(limit).subquery())) or 0


def best(category_id: int, limit: int = 3) -> Sequence[Best]:
    """The most helpful of the newest 200 solutions in a category, most helpful first; two statements."""
    solved = select(Thread.id).where(Thread.category_id == category_id, Thread.state == "shown", *FILTERS["solved"])
    newest = solved.order_by(Thread.last_activity_at.desc()).limit(RECENT).subquery()
    joined = select(Thread, Post.id, Post.helpful_count).join(Post, Post.id == Thread.accepted_post_id)
    chosen = joined.where(Thread.id.in_(select(newest.c.id)), Post.state == "shown", Post.helpful_count > 0)
    rows = session().execute(chosen.order_by(Post.helpful_count.desc(), Post.id.desc()).limit(limit)).all()
    until = _checked([post_id for _, post_id, _ in rows])
    return [Best(thread, helpful, until.get(post_id)) for thread, post_id, helpful in rows]


def _checked(post_ids: Sequence[int]) -> dict[int, date]:
    standing = select(Endorsement.post_id, func.max(Endorsement.valid_until)).group_by(Endorsement.post_id)
    standing = standing.where(Endorsement.post_id.in_(post_ids), Endorsement.active)
    standing = standing.where(Endorsement.valid_until >= clock.today())
    return {post_id: until for post_id, until in session().execute(standing) if until is not None}


def answerers(category: Category, limit: int = 4) -> Sequence[tuple[Author, int]]:
    """Experts of the field, then members by their solutions among the newest 200 of a category; five statements.

    Members appear after saying yes to public lists; in a health-near category only the experts do.
    """
    experts = select(Member.id).join(ExpertField, ExpertField.member_id == Member.id).order_by(Member.id)
    ids = list(
        session().scalars(experts.where(ExpertField.category_id == category.id, Member.role == "expert").limit(2))
    )
    counts = {} if category.health_near else _solvers(category.id, limit)
    ids += [member_id for member_id in counts if member_id not in ids]
    people = authors(ids[:limit])
    return [(people[member_id], counts.get(member_id, 0)) for member_id in ids[:limit]]


def _solvers(category_id: int, limit: int) -> dict[int, int]:
    solved = select(Thread.accepted_post_id).where(Thread.category_id == category_id, Thread.state == "shown")
    newest = solved.where(*FILTERS["solved"]).order_by(Thread.last_activity_at.desc()).limit(RECENT).subquery()
    number = func.count().label("number")
    counted = select(Post.author_id, number).join(Member, Member.id == Post.author_id)
    counted = counted.where(Post.id.in_(select(newest.c.accepted_post_id)), Post.state == "shown")
    counted = counted.where(Member.on_leaderboard, Member.role == "member").group_by(Post.author_id)
    return dict(session().execute(counted.order_by(number.desc(), Post.author_id).limit(limit)).all())


def tags_around(category_id: int, limit: int = 8) -> Sequence[Tag]:
    """The tags most used by the newest 200 threads of a category, most used first; one statement."""
    recent = select(Thread.id).where(Thread.category_id == category_id, Thread.state == "shown")
    newest = recent.order_by(Thread.last_activity_at.desc()).limit(RECENT).subquery()
    number = func.count().label("number")
    used = select(ThreadTag.tag_id, number).where(ThreadTag.thread_id.in_(select(newest.c.id)))
    top = used.group_by(ThreadTag.tag_id).order_by(number.desc(), ThreadTag.tag_id).limit(limit).subquery()
    return (
        session().scalars(select(Tag).join(top, top.c.tag_id == Tag.id).order_by(top.c.number.desc(), Tag.name)).all()
    )
