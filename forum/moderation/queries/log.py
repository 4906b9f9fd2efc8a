"""The log, newest first, for those who may read it: a mandate's holder in its categories, the leading everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, literal, select, true

from forum.access import Actor
from forum.access.predicates import leading
from forum.accounts.queries.authors import Author, authors
from forum.core import clock
from forum.core.db import session
from forum.core.pagination import Page, decode, page
from forum.moderation.models import ModerationAction, Statement
from forum.moderation.queries.standing import lifted
from forum.threads.models import Category, Post, Thread
from forum.threads.queries import visible_categories, visible_posts

SIZE = 20
FILTERS: Mapping[str, tuple[ColumnElement[bool], ...]] = {
    "all": (),
    "standing": (ModerationAction.kind == "hide", ~lifted()),
    "lifted": (ModerationAction.kind == "hide", lifted()),
    "mine": (),
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One intervention as the log shows it. `readable`: the reader may open the post; else its title is left out."""

    action: ModerationAction
    actor: Author
    author: Author
    post_kind: str
    title: str
    slug: str
    category: str
    text: str
    lifted: bool
    readable: bool

    @property
    def day(self) -> date:
        """The Zurich day of the intervention."""
        return clock.day_of(self.action.at)


def log(
    actor: Actor,
    *,
    kind: str = "all",
    mandate_id: int | None = None,
    post_id: int | None = None,
    cursor: str | None = None,
    size: int = SIZE,
) -> Page[LogRow]:
    """Interventions that the actor may know of. `kind` is a key of FILTERS. Four statements at any length."""
    statement = _base(actor).where(in_scope(actor), *FILTERS[kind])
    if kind == "mine":
        statement = statement.where(ModerationAction.actor_id == actor.id)
    if mandate_id is not None:
        statement = statement.where(ModerationAction.mandate_id == mandate_id)
    if post_id is not None:
        statement = statement.where(ModerationAction.post_id == post_id)
    key = decode(cursor, (int,))
    if key is not None:
        statement = statement.where(ModerationAction.id < key[0])
    found = session().execute(statement.order_by(ModerationAction.id.desc()).limit(size + 1)).all()
    return page(_rows(found), size, lambda row: (row.action.id,))


def in_scope(actor: Actor) -> ColumnElement[bool]:
    """Interventions in the categories of the actor's mandates that it sees; all of them for the leading."""
    if leading(actor, None):
        return true()
    scopes = {right.category_id for right in actor.rights if right.mandate}
    if actor.suspended or not scopes:
        return false()
    seen = ModerationAction.category_id.in_(select(Category.id).where(visible_categories(actor)))
    if None in scopes:
        return seen
    return and_(seen, ModerationAction.category_id.in_(sorted(scope for scope in scopes if scope is not None)))


def _rows(found: Sequence[Any]) -> list[LogRow]:
    people = authors(who for row in found for who in (row.ModerationAction.actor_id, row.ModerationAction.author_id))
    return [
        LogRow(
            action=row.ModerationAction,
            actor=people[row.ModerationAction.actor_id],
            author=people[row.ModerationAction.author_id],
            post_kind=row.kind,
            title=row.title,
            slug=row.slug,
            category=row.name,
            text=row.text or "",
            lifted=bool(row.lifted),
            readable=bool(row.readable),
        )
        for row in found
    ]


def _base(actor: Actor) -> Select[ModerationAction, str, str, str, str, str, bool, bool]:
    return (
        select(
            ModerationAction,
            Post.kind,
            Thread.title,
            Thread.slug,
            Category.name,
            Statement.text,
            lifted().label("lifted"),
            and_(visible_posts(actor), literal(True)).label("readable"),
        )
        .join(Post, Post.id == ModerationAction.post_id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Category, Category.id == ModerationAction.category_id)
        .outerjoin(Statement, Statement.action_id == ModerationAction.id)
    )
