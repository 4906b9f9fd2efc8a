"""Threads that fit with one: those about the same, those that share tags with it, and those it was found to repeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import CompoundSelect, Integer, Select, bindparam, func, literal, select, union_all

from forum.access import Actor
from forum.core.db import session
from forum.threads.models import Thread, ThreadFit, ThreadLink, ThreadTag
from forum.threads.queries.visible import visible_threads

RELATED = 4
NEWEST = 100
"""Threads looked at per tag, so that a tag of thousands costs no more than one of hundreds."""
MAX_REPEATED = 10
BUILT = 32
"""Statements kept for readers who come again, count; most read with the eyes of the blank reader of shared pages."""
_THREAD = bindparam("thread", type_=Integer)


@dataclass(frozen=True, slots=True)
class Link:
    """A thread as a link to it."""

    id: int
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Fitting:
    """`related`: best first; `repeats`: older threads that this one was found to repeat, oldest first."""

    related: Sequence[Link]
    repeats: Sequence[Link]


def fitting(thread: Thread, actor: Actor, limit: int = RELATED) -> Fitting:
    """Give what fits with a thread (loaded with its tags) as far as the actor sees it; one statement."""
    tags = {f"tag{number}": tag.id for number, tag in enumerate(thread.tags)}
    rows = session().execute(_statement(actor, len(tags), limit), {"thread": thread.id, **tags}).all()
    fits = sorted((row for row in rows if row.kind == "close"), key=lambda row: (-row.shared, row.open, -row.id))
    fits += sorted((row for row in rows if row.kind == "related"), key=lambda row: (-row.shared, row.open, -row.id))
    first = {row.id: row for row in reversed(fits)}
    best = [row for row in fits if first[row.id] is row][:limit]
    older = sorted((row for row in rows if row.kind == "repeats"), key=lambda row: row.id)
    return Fitting(*([Link(row.id, row.slug, row.title) for row in found] for found in (best, older)))


def related(thread: Thread, actor: Actor, limit: int = RELATED) -> Sequence[Link]:
    """Shown threads about the same, then those with the most tags in common (of the newest hundred per tag)."""
    return fitting(thread, actor, limit).related


@lru_cache(maxsize=BUILT)
def _statement(actor: Actor, tags: int, limit: int) -> CompoundSelect[str, int, str, str, int, int]:
    """Build the statement for a reader and so many tags: building costs more than SQLite needs to answer it."""
    statements = [select(_repeats(actor).subquery()), select(_close(actor, limit).subquery())]
    if tags:
        statements.append(select(_related(actor, tags, limit).subquery()))
    return union_all(*statements)


def _related(actor: Actor, tags: int, limit: int) -> Select[str, int, str, str, int, int]:
    newest = [
        select(ThreadTag.thread_id)
        .where(ThreadTag.tag_id == bindparam(f"tag{number}"), ThreadTag.thread_id != _THREAD)
        .order_by(ThreadTag.thread_id.desc())
        .limit(NEWEST)
        .subquery()
        for number in range(tags)
    ]
    tagged = union_all(*(select(each.c.thread_id) for each in newest)).subquery()
    common = select(tagged.c.thread_id, func.count().label("shared")).group_by(tagged.c.thread_id).subquery()
    unsolved = func.coalesce(Thread.accepted_post_id * 0, 1)
    columns = (literal("related").label("kind"), Thread.id, Thread.slug, Thread.title)
    statement = select(*columns, common.c.shared, unsolved.label("open"))
    statement = statement.join(common, common.c.thread_id == Thread.id).where(visible_threads(actor))
    order = (common.c.shared.desc(), unsolved, Thread.id.desc())
    return statement.where(Thread.state == "shown").order_by(*order).limit(limit)


def _close(actor: Actor, limit: int) -> Select[str, int, str, str, int, int | None]:
    """What search found to be about the same."""
    columns = (
        literal("close").label("kind"),
        Thread.id,
        Thread.slug,
        Thread.title,
        ThreadFit.closeness.label("shared"),
    )
    unsolved = func.coalesce(Thread.accepted_post_id * 0, 1)
    close = select(*columns, unsolved.label("open")).join(ThreadFit, ThreadFit.related_id == Thread.id)
    close = close.where(ThreadFit.thread_id == _THREAD, visible_threads(actor), Thread.state == "shown")
    return close.order_by(ThreadFit.closeness.desc(), Thread.id.desc()).limit(limit)


def _repeats(actor: Actor) -> Select[str, int, str, str, int, int]:
    columns = (literal("repeats").label("kind"), Thread.id, Thread.slug, Thread.title)
    older = select(*columns, literal(0).label("shared"), literal(0).label("open"))
    older = older.join(ThreadLink, ThreadLink.related_id == Thread.id)
    older = older.where(ThreadLink.thread_id == _THREAD, ThreadLink.kind == "duplicate", visible_threads(actor))
    return older.order_by(Thread.id).limit(MAX_REPEATED)
