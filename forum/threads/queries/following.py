"""What a member follows, and what is new of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal, select, union_all
from sqlalchemy.orm import joinedload

from forum.access import Actor
from forum.accounts.models import Member
from forum.core.db import session
from forum.core.i18n import gettext as _
from forum.core.pagination import Page, micros_of, page
from forum.threads.models import Category, CategoryFollow, Follow, MemberFollow, Post, Tag, TagFollow, Thread, ThreadTag
from forum.threads.queries.lists import SIZE, ThreadRow, as_rows, before
from forum.threads.queries.visible import visible_categories, visible_threads

RECENT = 500
"""Newest posts of followed members that are looked at, so that who wrote thousands costs no more."""
MOST = 100
"""Threads listed among what one follows, newest activity first."""
SUBJECTS: dict[str, tuple[Any, Any, Any, Any]] = {
    "category": (Category, CategoryFollow, CategoryFollow.category_id, (Category.slug, Category.name)),
    "tag": (Tag, TagFollow, TagFollow.tag_id, (Tag.slug, Tag.name)),
    "member": (Member, MemberFollow, MemberFollow.followed_id, (Member.handle, Member.display_name)),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """What a member follows beside topics, as far as they see it: (slug or handle, name) each; threads."""

    tags: Sequence[tuple[str, str]]
    members: Sequence[tuple[str, str]]
    threads: Sequence[Thread]


def subjects(kind: str, ids: Sequence[int], actor: Actor) -> dict[int, tuple[str, str, bool]]:
    """Give categories, tags or members by id: slug or handle, name, whether the actor follows them; one statement."""
    rows = session().connection().execute(_subjects(kind), {"me": actor.id, "ids": list(ids)})
    return {row[0]: (row[1], row[2], row[3] is not None) for row in rows}


@cache
def _subjects(kind: str) -> Select[Any]:
    """Build the statement once: every shared page with a button to follow asks."""
    table, follow, column, names = SUBJECTS[kind]
    mine = and_(column == table.id, follow.member_id == bindparam("me"))
    wanted = select(table.id, *names, follow.member_id).outerjoin_from(table, follow, mine)
    return wanted.where(table.id.in_(bindparam("ids", expanding=True)))


def topics(actor: Actor) -> list[tuple[str, str, bool]]:
    """Every topic that the actor sees, in the manager's order: slug, name, whether they follow it; one statement."""
    mine = and_(CategoryFollow.category_id == Category.id, CategoryFollow.member_id == actor.id)
    wanted = select(Category.slug, Category.name, CategoryFollow.member_id).outerjoin(CategoryFollow, mine)
    rows = session().execute(wanted.where(visible_categories(actor)).order_by(Category.position, Category.id))
    return [(slug, name, follower is not None) for slug, name, follower in rows]


def followed(actor: Actor) -> Followed:
    """Tags and members that the actor follows, by name; threads, 100 at most, by activity. Three statements."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in ("tag", "member"):
        table, follow, column, names = SUBJECTS[kind]
        mine = select(*names).join(follow, column == table.id).where(follow.member_id == actor.id)
        found[kind] = [(row[0], row[1]) for row in session().execute(mine.order_by(names[1]))]
    threads = select(Thread).join(Follow, Follow.thread_id == Thread.id).where(Follow.member_id == actor.id)
    threads = threads.where(visible_threads(actor)).order_by(Thread.last_activity_at.desc(), Thread.id.desc())
    return Followed(found["tag"], found["member"], session().scalars(threads.limit(MOST)).all())


def feed(actor: Actor, *, cursor: str | None = None, size: int = SIZE) -> Page[ThreadRow]:
    """Threads of what the actor follows, newest activity first; each says why it is there.

    What a followed member wrote near health is left out, as on their profile. Each source gives its newest few, so
    that a large community costs no more. Four statements.
    """
    newest = [each.limit(size + 1).subquery() for each in _sources(actor, cursor)]
    found = session().execute(union_all(*(select(each) for each in newest))).all()
    why: dict[int, list[str]] = {}
    for row in found:
        why.setdefault(row.id, []).append(row.kind)
    order = sorted({(row.last_activity_at, row.id) for row in found}, reverse=True)[: size + 1]
    ids = [thread_id for _, thread_id in order]
    loaded = session().scalars(select(Thread).options(joinedload(Thread.category)).where(Thread.id.in_(ids)))
    by_id = {row.id: replace(row, why=reason(why[row.id][0])) for row in as_rows(loaded.all())}
    rows = [by_id[thread_id] for thread_id in ids if thread_id in by_id]
    return page(rows, size, lambda row: (micros_of(row.last_activity_at), row.id))


def reason(kind: str) -> str:
    """Say why a thread is in the feed."""
    return {
        "thread": _("You follow it"),
        "member": _("Somebody you follow wrote here"),
        "tag": _("A tag you follow"),
        "category": _("A topic you follow"),
    }[kind]


def _sources(actor: Actor, cursor: str | None) -> list[Select[str, int, datetime]]:
    """Give a statement for each kind of what the actor follows, the most personal first."""

    def source(kind: str, *where: ColumnElement[bool]) -> Select[str, int, datetime]:
        columns = (literal(kind).label("kind"), Thread.id, Thread.last_activity_at)
        found = select(*columns).where(visible_threads(actor), Thread.state == "shown", *where, *before(cursor))
        return found.order_by(Thread.last_activity_at.desc(), Thread.id.desc())

    def mine(table: Any, column: Any) -> Select[Any]:
        return select(column).where(table.member_id == actor.id)

    people = mine(MemberFollow, MemberFollow.followed_id)
    wrote = select(Post.thread_id).where(Post.author_id.in_(people), Post.state == "shown", Post.kind != "comment")
    wrote = select(wrote.order_by(Post.created_at.desc()).limit(RECENT).subquery().c.thread_id)
    calm = Thread.category_id.not_in(select(Category.id).where(Category.health_near))
    tagged = select(ThreadTag.thread_id).where(ThreadTag.tag_id.in_(mine(TagFollow, TagFollow.tag_id)))
    return [
        source("thread", Thread.id.in_(mine(Follow, Follow.thread_id))),
        source("member", Thread.id.in_(wrote), calm),
        source("tag", Thread.id.in_(tagged)),
        source("category", Thread.category_id.in_(mine(CategoryFollow, CategoryFollow.category_id))),
    ]
