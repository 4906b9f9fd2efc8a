"""Make categories, and say which languages they are in."""

from collections.abc import Sequence

from forum.core.db import alter, session
from forum.core.errors import Invalid
from forum.threads.models import Category
from forum.threads.models.category import LANGUAGES


def create_category(
    *,
    slug: str,
    name: str,
    description: str = "",
    icon: str = "topics",
    position: int = 0,
    audience: str = "public",
    who_may_write: str = "members",
    indexed: bool = True,
    health_near: bool = False,
    languages: Sequence[str] = ("de",),
) -> Category:
    """Make a category. A health-near one is never indexed and never public, whatever is asked."""
    if health_near:
        indexed, audience = False, "members" if audience == "public" else audience
    category = Category(
        slug=slug,
        name=name,
        description=description,
        icon=icon,
        position=position,
        audience=audience,
        who_may_write=who_may_write,
        indexed=indexed,
        health_near=health_near,
        languages=" ".join(known(languages)),
    )
    session().add(category)
    session().flush()
    return category


def set_languages(category: Category, languages: Sequence[str]) -> None:
    """Say which languages a category is in, the usual one first; threads keep theirs. Raises Invalid."""
    alter(Category, category.id, {"languages": " ".join(known(languages))})


def known(languages: Sequence[str]) -> list[str]:
    """Give languages without repetition; raises Invalid for none or one that we don't speak."""
    wanted = list(dict.fromkeys(languages))
    if not wanted or not set(wanted) <= set(LANGUAGES):
        raise Invalid({"languages": "Please choose among German, French, Italian and English."})
    return wanted
