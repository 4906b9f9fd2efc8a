"""A post and its earlier texts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.core.db import Model, UtcDateTime
from forum.core.shield import Shielded
from forum.threads.models.thread import Thread

KINDS = ("opening", "answer", "reply", "comment")


class Post(Model):
    """A text in a thread. `source` is Markdown as typed, `html` cooked and sanitised.

    kind: opening; answer (to a question); reply (in a discussion or announcement); comment (short, on `parent_id`,
    no answer, earns nothing). `score` = sum of vote values, `helpful_count` = up-votes. `author_role` is the author's
    role when writing: an expert's answer marks itself, for good.
    """

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("kind IN ('opening', 'answer', 'reply', 'comment')", name="kind"),
        CheckConstraint("state IN ('shown', 'held', 'hidden', 'deleted')", name="state"),
        Index("ix_post_thread", "thread_id", "created_at", "id"),
        Index("ix_post_author", "author_id", "created_at"),
        Index("ix_post_parent", "parent_id"),
        Index("ix_post_created", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    kind: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    author_role: Mapped[str] = mapped_column(default="member")
    source: Mapped[str] = mapped_column(Shielded)
    html: Mapped[str]
    state: Mapped[str] = mapped_column(default="shown")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revision_count: Mapped[int] = mapped_column(default=0)
    score: Mapped[int] = mapped_column(default=0)
    helpful_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)
    wiki_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source_id: Mapped[str | None] = mapped_column(unique=True)

    thread: Mapped[Thread] = relationship(lazy="raise_on_sql")
    author: Mapped[Member] = relationship(lazy="raise_on_sql")

    # What the guard reads of any subject in a category:
    @property
    def category_id(self) -> int:
        """Its thread's category."""
        return self.thread.category_id

    @property
    def thread_author_id(self) -> int:
        """Who began the thread."""
        return self.thread.author_id

    @property
    def thread_state(self) -> str:
        """The thread's state."""
        return self.thread.state

    @property
    def audience(self) -> str:
        """Its category's audience."""
        return self.thread.category.audience

    @property
    def shown(self) -> bool:
        """Visible to its audience."""
        return self.state == "shown" and self.thread.state == "shown"

    @property
    def closed(self) -> bool:
        """The thread takes no further answers."""
        return self.thread.closed

    @property
    def by_expert(self) -> bool:
        """Written by staff."""
        return self.author_role != "member"


class Revision(Model):
    """What a post said before an edit; `number` counts from 1."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("post_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    number: Mapped[int]
    editor_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    title: Mapped[str | None] = mapped_column(Shielded)
    source: Mapped[str] = mapped_column(Shielded)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
