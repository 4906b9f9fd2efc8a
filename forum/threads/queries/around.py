"""What a category shows around its list: what waits, what helped most, who answers, frequent tags.

Everything looks at the newest few only, so that it costs the same in a large community.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Select, cast, func, literal, null, select, union_all

from forum.access import Actor
from forum.accounts.models import ExpertField, Member
from forum.accounts.queries.authors import Author, authors
from forum.core import clock
from forum.core.db import session
from forum.core.pagination import Page
from forum.threads.models import Category, Endorsement, Post, Tag, Thread, ThreadTag
from forum.threads.queries import lists
from forum.threads.queries.lists import FILTERS, ThreadRow

RECENT = 200
WAITING, BEST, EXPERTS, PEOPLE, TAGS = 99, 3, 2, 4, 8


@dataclass(frozen=True, slots=True)
class Best:
    """A solution that helped: its thread, how often it was read and found helpful, until when it was confirmed."""

    id: int
    slug: str
    title: str
    view_count: int
    helpful: int
    checked_until: date | None


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the list of a category.

    `waiting`: questions without an answer, 99 at most. `best`: the most helpful of the newest 200 solutions.
    `answerers`: experts of the field, then members who said yes to public lists by their solutions among these 200; in
    a health-near category only the experts. `tags`: slug and name, those most used by the newest 200 threads first.
    """

    waiting: int
    best: Sequence[Best]
    answerers: Sequence[tuple[Author, int]]
    tags: Sequence[tuple[str, str]]


def category_page(
    category: Category, actor: Actor, *, kind: str, language: str, cursor: str | None
) -> tuple[Page[ThreadRow], Around]:
    """Give a page of a category's list with what stands around it; three statements at any length."""
    facts = _facts(category)
    solved = {row.id: row.number for row in facts["solver"]}
    people = list(dict.fromkeys([row.id for row in facts["expert"]] + list(solved)))[:PEOPLE]
    listed = lists.listed(actor, category_id=category.id, kind=kind, language=language)
    threads = lists.newest(listed, cursor, lists.SIZE)
    known = authors([*(thread.author_id for thread in threads), *people])
    around = Around(
        waiting=facts["waiting"][0].number,
        best=[Best(row.id, row.slug, row.title, row.views, row.number, row.until) for row in facts["best"]],
        answerers=[(known[member_id], solved.get(member_id, 0)) for member_id in people],
        tags=[(row.slug, row.title) for row in facts["tag"]],
    )
    return lists.cut(lists.as_rows(threads, known), lists.SIZE), around


def _facts(category: Category) -> dict[str, list[Any]]:
    """Give the facts by kind, most first; one statement."""
    shown = (Thread.category_id == category.id, Thread.state == "shown")
    solved = select(Thread.id, Thread.accepted_post_id).where(*shown, *FILTERS["solved"])
    newest = solved.order_by(Thread.last_activity_at.desc()).limit(RECENT).cte("newest")
    kinds = [_waiting(shown), _best(newest), _experts(category), _tags(shown)]
    if not category.health_near:
        kinds.append(_solvers(newest))
    found: dict[str, list[Any]] = {kind: [] for kind in ("waiting", "best", "expert", "solver", "tag")}
    for row in session().execute(union_all(*(select(each.subquery()) for each in kinds))):
        found[row.kind].append(row)
    for rows in (found["best"], found["solver"], found["tag"]):
        rows.sort(key=lambda row: (-row.number, row.title, row.id))
    found["expert"].sort(key=lambda row: row.id)
    return found


def _fact(kind: str, row_id: Any, number: Any, **about: Any) -> Select[Any]:
    """Begin a statement for facts of a kind; all have the same columns."""
    columns = {"slug": literal(""), "title": literal(""), "views": literal(0), "until": cast(null(), Date), **about}
    named = [column.label(name) for name, column in columns.items()]
    return select(literal(kind).label("kind"), row_id.label("id"), number.label("number"), *named)


def _waiting(shown: Any) -> Select[Any]:
    waiting = select(Thread.id).where(*shown, *FILTERS["waiting"]).limit(WAITING).subquery()
    return _fact("waiting", literal(0), select(func.count()).select_from(waiting).scalar_subquery())


def _best(newest: Any) -> Select[Any]:
    """Most helpful solutions with the day until which an expert confirmed them last."""
    standing = select(func.max(Endorsement.valid_until)).where(Endorsement.post_id == Post.id, Endorsement.active)
    until = standing.where(Endorsement.valid_until >= clock.today()).correlate(Post).scalar_subquery()
    about = {"slug": Thread.slug, "title": Thread.title, "views": Thread.view_count, "until": until}
    best = _fact("best", Thread.id, Post.helpful_count, **about)
    best = best.join_from(newest, Thread, Thread.id == newest.c.id).join(Post, Post.id == newest.c.accepted_post_id)
    best = best.where(Post.state == "shown", Post.helpful_count > 0)
    return best.order_by(Post.helpful_count.desc(), Post.id.desc()).limit(BEST)


def _experts(category: Category) -> Select[Any]:
    experts = _fact("expert", Member.id, literal(0)).join(ExpertField, ExpertField.member_id == Member.id)
    experts = experts.where(ExpertField.category_id == category.id, Member.role == "expert")
    return experts.order_by(Member.id).limit(EXPERTS)


def _solvers(newest: Any) -> Select[Any]:
    counted = _fact("solver", Post.author_id, func.count()).join_from(
        newest, Post, Post.id == newest.c.accepted_post_id
    )
    counted = counted.join(Member, Member.id == Post.author_id).where(Post.state == "shown")
    counted = counted.where(Member.on_leaderboard, Member.role == "member").group_by(Post.author_id)
    return counted.order_by(func.count().desc(), Post.author_id).limit(PEOPLE)


def _tags(shown: Any) -> Select[Any]:
    newest = select(Thread.id).where(*shown).order_by(Thread.last_activity_at.desc()).limit(RECENT).subquery()
    number = func.count().label("number")
    used = select(ThreadTag.tag_id, number).where(ThreadTag.thread_id.in_(select(newest.c.id)))
    top = used.group_by(ThreadTag.tag_id).order_by(number.desc(), ThreadTag.tag_id).limit(TAGS).subquery()
    return _fact("tag", Tag.id, top.c.number, slug=Tag.slug, title=Tag.name).join(top, top.c.tag_id == Tag.id)
