"""A thread and what hangs on it as a whole."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.core.db import Model, UtcDateTime
from forum.core.shield import Shielded
from forum.threads.models.category import Category, Tag

KINDS = ("question", "discussion", "announcement")
STATES = ("shown", "held", "hidden", "deleted")


class Thread(Model):
    """A question, discussion or announcement.

    state: shown; held (its author has not confirmed the address yet); hidden (by moderation); deleted (by its author).
    Counters count shown posts. `first_answer_at` and `first_answer_by` (`member`, `superuser`, `expert`) are kept for
    the figures; `solved_at` belongs to the standing acceptance. `language` is one of its category's; `me_too_count`
    counts who has the same question; its asker was reminded of the solution at `reminded_at`, once.
    """

    __tablename__ = "thread"
    __table_args__ = (
        CheckConstraint("kind IN ('question', 'discussion', 'announcement')", name="kind"),
        CheckConstraint("state IN ('shown', 'held', 'hidden', 'deleted')", name="state"),
        Index("ix_thread_category_activity", "category_id", "state", "last_activity_at", "id"),
        Index("ix_thread_activity", "state", "last_activity_at", "id"),
        Index("ix_thread_author", "author_id", "created_at"),
        Index("ix_thread_waiting", "kind", "state", "answer_count", "created_at"),
        Index("ix_thread_created", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    title: Mapped[str] = mapped_column(Shielded)
    slug: Mapped[str]
    excerpt: Mapped[str] = mapped_column(Shielded, default="")
    state: Mapped[str] = mapped_column(default="shown")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_activity_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer_count: Mapped[int] = mapped_column(default=0)
    post_count: Mapped[int] = mapped_column(default=0)
    staff_answer_count: Mapped[int] = mapped_column(default=0)
    view_count: Mapped[int] = mapped_column(default=0)
    score: Mapped[int] = mapped_column(default=0)
    accepted_post_id: Mapped[int | None]
    solved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_answer_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_answer_by: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="de")
    me_too_count: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pinned: Mapped[bool] = mapped_column(default=False)
    wiki_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    category: Mapped[Category] = relationship(lazy="raise_on_sql")
    author: Mapped[Member] = relationship(lazy="raise_on_sql")
    tags: Mapped[list[Tag]] = relationship(
        secondary="thread_tag", order_by=Tag.name, lazy="raise_on_sql", viewonly=True
    )

    # What the guard reads of any subject in a category:
    @property
    def thread_author_id(self) -> int:
        """Who began it."""
        return self.author_id

    @property
    def thread_state(self) -> str:
        """Its own state."""
        return self.state

    @property
    def audience(self) -> str:
        """Its category's audience."""
        return self.category.audience

    @property
    def shown(self) -> bool:
        """Visible to its audience."""
        return self.state == "shown"

    @property
    def closed(self) -> bool:
        """No further answers."""
        return self.closed_at is not None


class ThreadTag(Model):
    """A thread carries a tag."""

    __tablename__ = "thread_tag"
    __table_args__ = (Index("ix_thread_tag_tag", "tag_id", "thread_id"),)

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True)


class Follow(Model):
    """A member wants to hear of news in a thread."""

    __tablename__ = "follow"
    __table_args__ = (Index("ix_follow_thread", "thread_id"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ThreadView(Model):
    """Views of a thread on a Zurich day; written by the telemetry flush, never by a page."""

    __tablename__ = "thread_view"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    views: Mapped[int] = mapped_column(default=0)
