"""Categories and tags."""

from collections.abc import Sequence

from sqlalchemy import select

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
    rows = session().scalars(select(Category.languages).where(visible_categories(actor)).distinct())
    found = {code for row in rows for code in row.split()}
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


def top_tags(limit: int = 20) -> Sequence[Tag]:
    """The most used tags, most used first."""
    return session().scalars(select(Tag).where(Tag.uses > 0).order_by(Tag.uses.desc(), Tag.name).limit(limit)).all()
