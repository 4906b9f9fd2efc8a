"""Improvements that members propose, and how threads relate."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models import Member
from forum.core.db import Model, UtcDateTime
from forum.core.shield import ShieldedJson
from forum.threads.models.thread import Thread


class Proposal(Model):
    """A proposed improvement. kind: tags (`payload` = {"tags": [...]}), duplicate (`payload` = {"of": thread id})."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("kind IN ('tags', 'duplicate')", name="kind"),
        CheckConstraint("state IN ('open', 'accepted', 'declined')", name="state"),
        Index("ix_proposal_thread", "thread_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    payload: Mapped[Any] = mapped_column(ShieldedJson)
    state: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    thread: Mapped[Thread] = relationship(lazy="raise_on_sql")
    author: Mapped[Member] = relationship(lazy="raise_on_sql", foreign_keys=[author_id])


class ThreadFit(Model):
    """A thread that is about the same, as search found it. `closeness`: 0 to 1000."""

    __tablename__ = "thread_fit"

    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    related_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    closeness: Mapped[int]


class ThreadLink(Model):
    """Two threads belong together. kind: duplicate (the first repeats the second), linked."""

    __tablename__ = "thread_link"
    __table_args__ = (UniqueConstraint("thread_id", "related_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    related_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"))
    kind: Mapped[str]
