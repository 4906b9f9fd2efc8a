"""Short links, and how many people came by which entry on a day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime

PURPOSES = ("call", "qr")
ENTRIES = ("search", "portal", "qr", "call", "other", "direct")


class ShortLink(Model):
    """A short address of a post, one per purpose: `call` to be said on the phone, `qr` to be printed on an invoice.

    `code` is random, so that nobody walks from one to the next.
    """

    __tablename__ = "short_link"
    __table_args__ = (
        UniqueConstraint("post_id", "purpose"),
        CheckConstraint("purpose IN ('call', 'qr')", name="purpose"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Arrival(Model):
    """How many arrivals there were by an entry on a Zurich day; written by the telemetry flush, never by a page."""

    __tablename__ = "arrival"

    day: Mapped[date] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
