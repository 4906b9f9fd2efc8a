"""What a member gave: counts, and the thanks with their effect."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import aliased, joinedload

from forum.access import Actor
from forum.accounts.queries.authors import Author, authors
from forum.core import markup
from forum.core.db import session
from forum.threads.models import Acceptance, Category, Endorsement, Post, Thread
from forum.threads.queries.lists import ThreadRow, as_rows
from forum.threads.queries.visible import visible_threads

QUOTE = 160


@dataclass(frozen=True, slots=True)
class Given:
    """Shown answers of a member, how many are solutions, how often they were found helpful, how many are confirmed."""

    answers: int
    solutions: int
    helpful: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Thanks:
    """An answer that solved something: the asker's words (may be empty), and what it did since."""

    quote: str
    asker: Author
    thread_id: int
    slug: str
    title: str
    views: int
    helpful: int


def given(member_id: int, actor: Actor) -> Given:
    """Count what a member gave in threads the actor may see; one statement."""
    confirmed = select(Endorsement.id).where(Endorsement.post_id == Post.id, Endorsement.active).exists()
    row = (
        session()
        .execute(
            select(
                func.count(Post.id),
                func.count(Post.id).filter(Thread.accepted_post_id == Post.id),
                func.coalesce(func.sum(Post.helpful_count), 0),
                func.count(Post.id).filter(confirmed),
            )
            .join(Thread, Thread.id == Post.thread_id)
            .where(Post.author_id == member_id, Post.kind.in_(("answer", "reply")))
            .where(Post.state == "shown", Thread.state == "shown", visible_threads(actor))
        )
        .one()
    )
    return Given(*(int(number) for number in row))


def thanks(member_id: int, actor: Actor, limit: int = 3) -> list[Thanks]:
    """The newest solutions of a member that the actor may see, with the asker's comment on them; five statements.

    Others are told nothing of what stands in health-near categories.
    """
    rows = (
        session()
        .execute(
            select(Post, Thread)
            .join(Acceptance, and_(Acceptance.post_id == Post.id, Acceptance.active))
            .join(Thread, Thread.id == Post.thread_id)
            .where(Post.author_id == member_id, Post.state == "shown", Thread.author_id != member_id)
            .where(visible_threads(actor), Thread.state == "shown", _calm(member_id, actor))
            .order_by(Acceptance.at.desc(), Acceptance.id.desc())
            .limit(limit)
        )
        .all()
    )
    words = _words([post.id for post, _thread in rows])
    people = authors(thread.author_id for _post, thread in rows)
    return [
        Thanks(
            quote=words.get(post.id, ""),
            asker=people[thread.author_id],
            thread_id=thread.id,
            slug=thread.slug,
            title=thread.title,
            views=thread.view_count,
            helpful=post.helpful_count,
        )
        for post, thread in rows
    ]


def _words(post_ids: Sequence[int]) -> dict[int, str]:
    comment = aliased(Post)
    rows = session().execute(
        select(comment.parent_id, comment.html)
        .join(Thread, Thread.id == comment.thread_id)
        .where(comment.parent_id.in_(post_ids), comment.author_id == Thread.author_id, comment.state == "shown")
        .order_by(comment.id.desc())
    )
    return {parent: markup.plain_html(html, QUOTE) for parent, html in rows if parent is not None}


def answered(member_id: int, actor: Actor, limit: int = 5) -> list[ThreadRow]:
    """Threads in which a member answered last that the actor may see, newest first; none near health for others."""
    latest = (
        select(Post.thread_id, func.max(Post.id).label("last"))
        .where(Post.author_id == member_id, Post.kind.in_(("answer", "reply")), Post.state == "shown")
        .group_by(Post.thread_id)
        .order_by(func.max(Post.id).desc())
        .limit(limit * 4)
        .subquery()
    )
    statement = (
        select(Thread)
        .join(latest, latest.c.thread_id == Thread.id)
        .where(visible_threads(actor), Thread.state == "shown", _calm(member_id, actor))
        .order_by(latest.c.last.desc())
        .limit(limit)
    )
    return as_rows(session().scalars(statement.options(joinedload(Thread.category))).all())


def _calm(member_id: int, actor: Actor) -> ColumnElement[bool]:
    """Keep a list of who wrote where away from health-near categories, but for the member themself."""
    if actor.id == member_id:
        return true()
    return Thread.category_id.not_in(select(Category.id).where(Category.health_near))
