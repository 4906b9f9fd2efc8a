"""Categories and tags."""

from collections.abc import Sequence

from sqlalchemy import ScalarSelect, func, select

from forum.access import Actor
from forum.core.db import session
from forum.core.errors import NotVisible
from forum.core.languages import NAMES
from forum.threads.models import Category, Tag
from forum.threads.queries.visible import visible_categories


def categories(actor: Actor) -> Sequence[Category]:
    """Categories the actor sees, in the order the manager gave; there are few."""
    return session().scalars(select(Category).where(visible_categories(actor)).order_by(Category.position)).all()


def languages(actor: Actor) -> list[str]:
    """Languages that are written in where the actor may read; none where there is only one. One statement."""
    return _several(session().scalar(select(_spoken(actor))))


def _spoken(actor: Actor) -> ScalarSelect[str]:
    return select(func.aggregate_strings(Category.languages, " ")).where(visible_categories(actor)).scalar_subquery()


def _several(codes: str | None) -> list[str]:
    found = {*(codes or "").split()}
    return [code for code in NAMES if code in found] if len(found) > 1 else []


def category(slug: str) -> Category:
    """Give a category by slug; raises NotVisible. The caller asks the guard."""
    found = session().scalar(select(Category).where(Category.slug == slug))
    if found is None:
        raise NotVisible
    return found


def tag(slug: str) -> Tag:
    """Give a tag by slug; raises NotVisible."""
    found = session().scalar(select(Tag).where(Tag.slug == slug))
    if found is None:
        raise NotVisible
    return found


def tag_spoken(slug: str, actor: Actor) -> tuple[Tag, list[str]]:
    """Give a tag with `languages` of its reader, in one statement; raises NotVisible."""
    row = session().execute(select(Tag, _spoken(actor)).where(Tag.slug == slug)).one_or_none()
    if row is None:
        raise NotVisible
    return row[0], _several(row[1])


def top_tags(limit: int = 20) -> Sequence[Tag]:
    """The most used tags, most used first."""
    return session().scalars(select(Tag).where(Tag.uses > 0).order_by(Tag.uses.desc(), Tag.name).limit(limit)).all()
