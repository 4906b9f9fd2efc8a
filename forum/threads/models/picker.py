"""The guided picker: topics, their sub-topics, what is shown first there, and who changed what."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime
from forum.core.shield import Shielded, ShieldedJson


class PickerTopic(Model):
    """A signpost, or with `parent_id` a sub-topic below one. Solved questions of its category with one of `tags` fit.

    `tags` are names; none means the whole category.
    """

    __tablename__ = "picker_topic"
    __table_args__ = (Index("ix_picker_topic_parent", "parent_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("picker_topic.id", ondelete="CASCADE"))
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(Shielded)
    icon: Mapped[str] = mapped_column(default="topics")
    position: Mapped[int] = mapped_column(default=0)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    tags: Mapped[Any] = mapped_column(ShieldedJson, default=list)


class PickerPin(Model):
    """A solved thread that a manager wants to be shown first at a sub-topic."""

    __tablename__ = "picker_pin"

    topic_id: Mapped[int] = mapped_column(ForeignKey("picker_topic.id", ondelete="CASCADE"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)


class PickerChange(Model):
    """One change by a manager, old → new. kind: add, change, move, remove, pin, unpin. It outlives what it is about.

    Append-only: triggers refuse UPDATE, DELETE and TRUNCATE on both databases.
    """

    __tablename__ = "picker_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    topic_id: Mapped[int]
    kind: Mapped[str]
    old: Mapped[Any | None] = mapped_column(ShieldedJson)
    new: Mapped[Any | None] = mapped_column(ShieldedJson)
