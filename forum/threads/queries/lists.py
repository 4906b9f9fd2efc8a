"""Lists of threads, newest activity first, twenty a page, two statements at any length."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, case, select, tuple_
from sqlalchemy.orm import contains_eager

from forum.access import Actor
from forum.accounts.queries.authors import Author, authors
from forum.core.db import session
from forum.core.pagination import Page, decode, micros_of, moment, page
from forum.threads.models import Category, Tag, Thread, ThreadTag
from forum.threads.queries.visible import visible_threads

SIZE = 20
FILTERS: dict[str, tuple[ColumnElement[bool], ...]] = {
    "all": (),
    "waiting": (Thread.kind == "question", Thread.answer_count == 0, Thread.closed_at.is_(None)),
    "open": (Thread.kind == "question", Thread.accepted_post_id.is_(None)),
    "solved": (Thread.accepted_post_id.is_not(None),),
    "expert": (Thread.staff_answer_count > 0,),
    "discussions": (Thread.kind == "discussion",),
    "news": (Thread.kind == "announcement",),
}


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread as a list shows it. `why`: a sentence that says why it is on a list made for somebody."""

    id: int
    slug: str
    kind: str
    title: str
    excerpt: str
    category_name: str
    category_slug: str
    answer_count: int
    solved: bool
    has_staff: bool
    state: str
    view_count: int
    author: Author
    created_at: datetime
    last_activity_at: datetime
    language: str = "de"
    me_too: int = 0
    why: str = ""


def thread_list(
    actor: Actor,
    *,
    category_id: int | None = None,
    tag_id: int | None = None,
    kind: str = "all",
    language: str = "",
    calm: bool = False,
    cursor: str | None = None,
    size: int = SIZE,
) -> Page[ThreadRow]:
    """Threads the actor sees. `kind` is a key of FILTERS; `calm` leaves out health-near categories (home page)."""
    chosen = listed(actor, category_id=category_id, tag_id=tag_id, kind=kind, language=language, calm=calm)
    return paged(chosen, cursor, size)


def listed(
    actor: Actor,
    *,
    category_id: int | None = None,
    tag_id: int | None = None,
    kind: str = "all",
    language: str = "",
    calm: bool = False,
) -> Select[Thread]:
    """Begin the statement of `thread_list`, with the same meaning."""
    statement = base().where(visible_threads(actor), Thread.state == "shown", *FILTERS[kind])
    if category_id is not None:
        statement = statement.where(Thread.category_id == category_id)
    if tag_id is not None:
        statement = statement.join(ThreadTag, ThreadTag.thread_id == Thread.id).where(ThreadTag.tag_id == tag_id)
    if language:
        statement = statement.where(Thread.language == language)
    if calm:
        statement = statement.where(Category.health_near.is_(False))
    return statement


def mine(actor: Actor, *, cursor: str | None = None, size: int = SIZE) -> Page[ThreadRow]:
    """Threads the actor began, whatever became of them; each row's `state` says so."""
    return paged(base().where(Thread.author_id == actor.id), cursor, size)


class Asked(NamedTuple):
    """A thread of one's own in few words."""

    id: int
    slug: str
    kind: str
    title: str
    state: str
    answer_count: int
    solved: bool


_ASKED = (
    select(Thread.id, Thread.slug, Thread.kind, Thread.title, Thread.state)
    .add_columns(case((Thread.kind == "question", Thread.answer_count), else_=Thread.post_count))
    .add_columns(Thread.accepted_post_id.is_not(None))
    .where(Thread.author_id == bindparam("me"))
    .order_by(Thread.last_activity_at.desc(), Thread.id.desc())
    .limit(bindparam("size"))
)


def my_newest(actor: Actor, size: int) -> list[Asked]:
    """Give the first of `mine` in few words, for the first page; one statement, built once."""
    return [Asked(*row) for row in session().connection().execute(_ASKED, {"me": actor.id, "size": size})]


def rows_of(ids: Sequence[int], actor: Actor) -> list[ThreadRow]:
    """Rows for given thread ids in the given order; what the actor may not see is left out."""
    found = session().scalars(base().where(Thread.id.in_(ids), visible_threads(actor), Thread.state == "shown"))
    by_id = {row.id: row for row in as_rows(found.all())}
    return [by_id[thread_id] for thread_id in ids if thread_id in by_id]


def base() -> Select[Thread]:
    """Begin a statement for a list: threads with their categories."""
    return select(Thread).join(Category, Category.id == Thread.category_id).options(contains_eager(Thread.category))


def before(cursor: str | None) -> list[ColumnElement[bool]]:
    """Threads after a cursor in lists by activity; no condition on the first page."""
    key = decode(cursor, (int, int))
    if key is None:
        return []
    return [tuple_(Thread.last_activity_at, Thread.id) < (moment(key[0]), key[1])]


def paged(statement: Select[Thread], cursor: str | None, size: int) -> Page[ThreadRow]:
    """Give a page of a statement begun by `base`, newest activity first; two statements."""
    return cut(as_rows(newest(statement, cursor, size)), size)


def newest(statement: Select[Thread], cursor: str | None, size: int) -> Sequence[Thread]:
    """Give the threads of a page and one more, newest activity first; one statement."""
    ordered = statement.where(*before(cursor)).order_by(Thread.last_activity_at.desc(), Thread.id.desc())
    return session().scalars(ordered.limit(size + 1)).all()


def cut(rows: Sequence[ThreadRow], size: int) -> Page[ThreadRow]:
    """Make a page of its rows and one more."""
    return page(rows, size, lambda row: (micros_of(row.last_activity_at), row.id))


def as_rows(threads: Iterable[Thread], people: Mapping[int, Author] | None = None) -> list[ThreadRow]:
    """Turn loaded threads into rows; one statement for their authors unless they are known."""
    threads = list(threads)
    people = people if people is not None else authors(thread.author_id for thread in threads)
    return [
        ThreadRow(
            id=thread.id,
            slug=thread.slug,
            kind=thread.kind,
            title=thread.title,
            excerpt=thread.excerpt,
            category_name=thread.category.name,
            category_slug=thread.category.slug,
            answer_count=thread.answer_count if thread.kind == "question" else max(0, thread.post_count),
            solved=thread.accepted_post_id is not None,
            has_staff=thread.staff_answer_count > 0,
            state=thread.state,
            view_count=thread.view_count,
            author=people[thread.author_id],
            created_at=thread.created_at,
            last_activity_at=thread.last_activity_at,
            language=thread.language,
            me_too=thread.me_too_count,
        )
        for thread in threads
    ]


def tags_of(ids: Sequence[int]) -> dict[int, list[Tag]]:
    """Tags by thread id, by name; one statement."""
    found: dict[int, list[Tag]] = {}
    rows = session().execute(
        select(ThreadTag.thread_id, Tag)
        .join(Tag, Tag.id == ThreadTag.tag_id)
        .where(ThreadTag.thread_id.in_(ids))
        .order_by(Tag.name)
    )
    for thread_id, tag in rows:
        found.setdefault(thread_id, []).append(tag)
    return found


def oldest_waiting(actor: Actor, limit: int) -> list[ThreadRow]:
    """Open questions without an answer that the actor sees, oldest first."""
    waiting = base().where(visible_threads(actor), Thread.state == "shown", *FILTERS["waiting"])
    return as_rows(session().scalars(waiting.order_by(Thread.created_at, Thread.id).limit(limit)).all())
