"""Newcomers' pictures: what waits for a look, and what was decided."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true

from forum.access import Actor, Permission
from forum.access.predicates import leading
from forum.accounts.queries.authors import Author, authors
from forum.core.db import session
from forum.core.pagination import Page, decode, page
from forum.moderation.models import PictureDecision
from forum.threads.models import Category, Post, Thread, Upload
from forum.threads.queries import visible_categories
from forum.threads.queries.uploads import with_place

SIZE = 20


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture with its owner and what was decided last, by whom."""

    upload: Upload
    owner: Author
    decision: PictureDecision | None
    by: Author | None


def decidable(actor: Actor) -> ColumnElement[bool]:
    """The list twin of PICTURE_DECIDE, in a statement that joins a picture's place (`with_place`)."""
    others = and_(Upload.owner_id != actor.id, or_(Thread.id.is_(None), Thread.author_id != actor.id))
    placed = or_(Upload.post_id.is_not(None), Upload.purpose == "avatar")
    if leading(actor, None):
        return and_(others, placed)
    scopes = {right.category_id for right in actor.rights if right.permission == Permission.POST_HIDE}
    if actor.suspended or not scopes:
        return false()
    inside: ColumnElement[bool] = true()
    if None not in scopes:
        inside = Thread.category_id.in_(sorted(scope for scope in scopes if scope is not None))
    seen = Thread.category_id.in_(select(Category.id).where(visible_categories(actor)))
    there = and_(seen, Post.state != "deleted", Thread.state != "deleted")
    beside = Thread.id.is_(None) if None in scopes else false()
    return and_(others, placed, Upload.dropped_at.is_(None), or_(and_(inside, there), beside))


def waiting(actor: Actor) -> ColumnElement[bool]:
    """Pictures that wait for a look of the actor's."""
    return and_(Upload.state == "held", Upload.dropped_at.is_(None), decidable(actor))


def waiting_pictures(actor: Actor) -> int:
    """Count what waits for a look of the actor's."""
    wanted = with_place().where(waiting(actor)).with_only_columns(func.count(Upload.id))
    return session().scalar(wanted) or 0


def pictures(actor: Actor, *, decided: bool = False, cursor: str | None = None) -> Page[PictureRow]:
    """Pictures that wait, oldest first; or that were decided, newest first. Three statements at any length."""
    wanted: Select[Upload] = with_place()
    key = decode(cursor, (int,))
    if decided:
        states = Upload.decided_at.is_not(None)
        wanted = wanted.where(states, decidable(actor)).order_by(Upload.id.desc())
        wanted = wanted.where(Upload.id < key[0]) if key else wanted
    else:
        wanted = wanted.where(waiting(actor)).order_by(Upload.id)
        wanted = wanted.where(Upload.id > key[0]) if key else wanted
    found = session().scalars(wanted.limit(SIZE + 1)).all()
    last = _last([row.id for row in found]) if decided else {}
    people = authors([*(row.owner_id for row in found), *(one.actor_id for one in last.values())])
    rows = [
        PictureRow(row, people[row.owner_id], one, people[one.actor_id] if one else None)
        for row in found
        for one in (last.get(row.id),)
    ]
    return page(rows, SIZE, lambda row: (row.upload.id,))


def refusal_of(upload_id: int) -> PictureDecision | None:
    """Give the decision that stands on a picture when it is a refusal."""
    last = _last([upload_id]).get(upload_id)
    return last if last is not None and last.kind == "refuse" else None


def _last(ids: list[int]) -> dict[int, PictureDecision]:
    newest = select(func.max(PictureDecision.id)).where(PictureDecision.upload_id.in_(ids))
    found = select(PictureDecision).where(PictureDecision.id.in_(newest.group_by(PictureDecision.upload_id)))
    return {row.upload_id: row for row in session().scalars(found)}
