"""Where threads live and how they are labelled."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime
from forum.core.shield import Shielded

AUDIENCES = ("public", "members", "team")
WRITERS = ("members", "team")
LANGUAGES = ("de", "fr", "it", "en")


class Category(Model):
    """A subject. `audience` says who sees it, `who_may_write` who begins threads, `indexed` whether search engines may.

    `health_near` categories are never ranked, teased on the home page or fed. `languages` are codes with spaces
    between, the usual one first. Counters count shown threads.
    """

    __tablename__ = "category"
    __table_args__ = (
        CheckConstraint("audience IN ('public', 'members', 'team')", name="audience"),
        CheckConstraint("who_may_write IN ('members', 'team')", name="who_may_write"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Shielded)
    description: Mapped[str] = mapped_column(Shielded, default="")
    icon: Mapped[str] = mapped_column(default="topics")
    position: Mapped[int] = mapped_column(default=0)
    audience: Mapped[str] = mapped_column(default="public")
    who_may_write: Mapped[str] = mapped_column(default="members")
    indexed: Mapped[bool] = mapped_column(default=True)
    health_near: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[str] = mapped_column(default="de")
    thread_count: Mapped[int] = mapped_column(default=0)
    last_activity_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def findable(self) -> bool:
        """Search engines, feeds and previews elsewhere may show it."""
        return self.audience == "public" and self.indexed and not self.health_near

    @property
    def category_id(self) -> int:
        """The guard asks every subject for its category."""
        return self.id

    @property
    def spoken(self) -> list[str]:
        """The codes of its languages."""
        return self.languages.split()


class Tag(Model):
    """A keyword. `uses` counts threads that carry it and are shown."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Shielded)
    uses: Mapped[int] = mapped_column(default=0)
