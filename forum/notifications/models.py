"""Webhooks and what is on its way to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Json, Model, UtcDateTime
from forum.core.shield import Shielded

STATES = ("pending", "done", "parked")


class Webhook(Model):
    """Where the house wants to hear of what happens. `audience`: the widest circle of topics it hears of.

    Its secret is not stored: it follows from `salt` and the key of the installation. `old_salt` signs too for a day
    after `rotated_at`, so that the receiver has time to change.
    """

    __tablename__ = "webhook"
    __table_args__ = (CheckConstraint("audience IN ('public', 'members', 'team')", name="audience"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Shielded)
    url: Mapped[str] = mapped_column(Shielded)
    kinds: Mapped[Any] = mapped_column(Json)
    audience: Mapped[str] = mapped_column(default="public")
    active: Mapped[bool] = mapped_column(default=True)
    salt: Mapped[str]
    old_salt: Mapped[str] = mapped_column(default="")
    rotated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Delivery(Model):
    """One fact for one webhook: ids and a type, never text. `event_id` is the same however often it is sent.

    state: pending; done; parked (given up, a person looks at it). `status`: what the receiver answered last.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'done', 'parked')", name="state"),
        Index("ix_webhook_delivery_webhook", "webhook_id", "id"),
        Index("ix_webhook_delivery_created", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"))
    event_id: Mapped[str]
    kind: Mapped[str]
    data: Mapped[Any] = mapped_column(Json)
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    status: Mapped[int | None]
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
