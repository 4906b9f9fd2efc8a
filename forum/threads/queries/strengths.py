"""Where a member's answers helped, and open questions without an answer there."""

from dataclasses import dataclass, replace

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from forum.access import Actor
from forum.core.db import session
from forum.core.i18n import ngettext
from forum.core.pagination import Page
from forum.threads.models import Category, Post, Tag, Thread, ThreadTag
from forum.threads.queries.lists import FILTERS, SIZE, ThreadRow, base, paged, tags_of
from forum.threads.queries.visible import visible_threads

RECENT = 300
"""Newest answers that are looked at, so that who answered thousands waits no longer."""
MOST = 10
"""Strongest categories and tags each that count."""


@dataclass(frozen=True, slots=True)
class Strengths:
    """How many answers of a member were accepted or found helpful, by category and by tag: id → number."""

    categories: dict[int, int]
    tags: dict[int, int]

    def __bool__(self) -> bool:
        """Tell whether anything helped anybody yet."""
        return bool(self.categories)


def strengths(member_id: int) -> Strengths:
    """Count among a member's newest 300 answers those that others accepted or found helpful; two statements."""
    mine = select(Post.id).where(Post.author_id == member_id, Post.kind == "answer", Post.state == "shown")
    newest = mine.order_by(Post.created_at.desc()).limit(RECENT).subquery()
    helped = or_(Post.helpful_count > 0, Thread.accepted_post_id == Post.id)
    number = func.count(Post.id).label("number")

    def by(column: InstrumentedAttribute[int]) -> Select[int, int]:
        counted = select(column, number).select_from(Post).join(Thread, Thread.id == Post.thread_id)
        counted = counted.where(Post.id.in_(select(newest.c.id)), helped, Thread.author_id != member_id)
        return counted.group_by(column).order_by(number.desc(), column).limit(MOST)

    tagged = by(ThreadTag.tag_id).join(ThreadTag, ThreadTag.thread_id == Thread.id)
    return Strengths(dict(session().execute(by(Thread.category_id)).all()), dict(session().execute(tagged).all()))


def fitting(actor: Actor, strong: Strengths, *, cursor: str | None = None, size: int = SIZE) -> Page[ThreadRow]:
    """Questions of others without an answer where the actor is strong, newest first, each with why. Four statements."""
    tagged = select(ThreadTag.thread_id).where(ThreadTag.tag_id.in_(strong.tags))
    there = or_(Thread.category_id.in_(strong.categories), Thread.id.in_(tagged))
    waiting = base().where(visible_threads(actor), Thread.state == "shown", *FILTERS["waiting"], there)
    page = paged(waiting.where(Thread.author_id != actor.id), cursor, size)
    tags = tags_of([row.id for row in page.items])
    named = dict(session().execute(select(Category.slug, Category.id).where(Category.id.in_(strong.categories))).all())
    return replace(page, items=[_why(row, strong, tags.get(row.id, []), named) for row in page.items])


def _why(row: ThreadRow, strong: Strengths, tags: list[Tag], named: dict[str, int]) -> ThreadRow:
    """Say why a question fits: the tag in which the actor helped most, else the category."""
    own = [(strong.tags[tag.id], tag.name) for tag in tags if tag.id in strong.tags]
    number, name = max(own) if own else (strong.categories.get(named.get(row.category_slug, 0), 0), row.category_name)
    one, many = "%(num)s answer of yours helped in «%(name)s»", "%(num)s answers of yours helped in «%(name)s»"
    return replace(row, why=ngettext(one, many, number, name=name))
