"""Reads for who comes from outside: short links, arrivals, and the threads that everybody may find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, select

from forum.accounts.queries.authors import authors
from forum.core.db import session
from forum.core.errors import NotVisible
from forum.reach.models import Arrival, ShortLink
from forum.threads.models import Category, Post, Tag, Thread, ThreadTag
from forum.threads.queries.lists import FILTERS

IN_FEED = 20
BATCH = 1_000
MOST_TAGS = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A thread as feeds show it."""

    thread: Thread
    html: str
    topic: str
    author: str
    updated: datetime


def published() -> ColumnElement[bool]:
    """Threads that search engines and feeds may show, in a statement that joins Category."""
    return and_(Thread.state == "shown", findable())


def findable() -> ColumnElement[bool]:
    """Categories that search engines and feeds may show; `Category.findable` says the same of one."""
    return and_(Category.audience == "public", Category.indexed, Category.health_near.is_(False))


def link(code: str) -> ShortLink:
    """Give a short link by its code; raises NotVisible. The caller asks the guard about its post."""
    plain = code.isascii() and code.isalnum()
    found = session().scalar(select(ShortLink).where(ShortLink.code == code.lower())) if plain else None
    if found is None:
        raise NotVisible
    return found


def link_of(post_id: int, purpose: str) -> ShortLink:
    """Give a post's short link for a purpose; raises NotVisible."""
    links = select(ShortLink).where(ShortLink.post_id == post_id, ShortLink.purpose == purpose)
    found = session().scalar(links)
    if found is None:
        raise NotVisible
    return found


def links_of(post_id: int) -> dict[str, str]:
    """Give a post's codes by purpose."""
    rows = select(ShortLink.purpose, ShortLink.code).where(ShortLink.post_id == post_id)
    return dict(session().execute(rows).all())


def arrivals(first: date, last: date) -> Sequence[tuple[date, str, int]]:
    """Arrivals by (day, entry) from `first` to `last`, both included, oldest first."""
    rows = select(Arrival.day, Arrival.entry, Arrival.number).where(Arrival.day >= first, Arrival.day <= last)
    return [(day, entry, number) for day, entry, number in session().execute(rows.order_by(Arrival.day, Arrival.entry))]


def newest(
    *, category_id: int | None = None, tag_id: int | None = None, kind: str = "all", language: str = ""
) -> list[Entry]:
    """The newest threads that everybody may find, newest first, twenty at most; four statements."""
    statement = (
        select(Thread, Post.html, Category.name, Post.edited_at)
        .join(Category, Category.id == Thread.category_id)
        .join(Post, and_(Post.thread_id == Thread.id, Post.kind == "opening", Post.state == "shown"))
        .where(published(), *FILTERS[kind])
    )
    if category_id is not None:
        statement = statement.where(Thread.category_id == category_id)
    if tag_id is not None:
        statement = statement.join(ThreadTag, ThreadTag.thread_id == Thread.id).where(ThreadTag.tag_id == tag_id)
    if language:
        statement = statement.where(Thread.language == language)
    ordered = statement.order_by(Thread.created_at.desc(), Thread.id.desc()).limit(IN_FEED)
    rows = session().execute(ordered).all()
    people = authors(thread.author_id for thread, *_ in rows)
    return [
        Entry(thread, html, topic, people[thread.author_id].display_name, edited or thread.created_at)
        for thread, html, topic, edited in rows
    ]


def last_id() -> int:
    """Give the highest number of a thread; 0 when there is none."""
    return session().scalar(select(func.max(Thread.id))) or 0


def files(chunk: int) -> list[tuple[int, datetime]]:
    """Number and last change of every file of so many thread numbers that has something to tell, by number."""
    number = (Thread.id - 1) // chunk + 1
    rows = (
        select(number, func.max(Thread.last_activity_at))
        .join(Category, Category.id == Thread.category_id)
        .where(published())
        .group_by(number)
        .order_by(number)
    )
    return [(int(one), at) for one, at in session().execute(rows)]


def places(after: int, until: int) -> Iterator[tuple[str, datetime]]:
    """Addresses and last changes of threads with numbers above `after` up to `until`, by number.

    Read a thousand at a time, each in a transaction of its own, so that a slow reader holds nothing.
    """
    while True:
        rows = session().execute(
            select(Thread.id, Thread.slug, Thread.last_activity_at)
            .join(Category, Category.id == Thread.category_id)
            .where(published(), Thread.id > after, Thread.id <= until)
            .order_by(Thread.id)
            .limit(BATCH)
        )
        found = rows.all()
        session().close()
        yield from ((f"/t/{number}-{slug}", at) for number, slug, at in found)
        if len(found) < BATCH:
            return
        after = found[-1][0]


def lists() -> list[tuple[str, datetime | None]]:
    """Addresses of the topics and tags that everybody may find; at most 5,000 tags, the most used first."""
    topics = select(Category.slug, Category.last_activity_at).where(findable()).order_by(Category.position)
    carried = (
        exists()
        .where(ThreadTag.tag_id == Tag.id, Thread.id == ThreadTag.thread_id, Category.id == Thread.category_id)
        .where(published())
    )
    tags = select(Tag.slug).where(carried).order_by(Tag.uses.desc(), Tag.id).limit(MOST_TAGS)
    found: list[tuple[str, datetime | None]] = [(f"/c/{slug}", at) for slug, at in session().execute(topics)]
    return found + [(f"/tags/{slug}", None) for slug in session().scalars(tags)]
