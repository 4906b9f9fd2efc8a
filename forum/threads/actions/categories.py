"""Make categories."""

from forum.core.db import session
from forum.threads.models import Category


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
    )
    session().add(category)
    session().flush()
    return category
