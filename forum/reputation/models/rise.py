"""What members reached, and the rule book's versions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime


class RulebookVersion(Model):
    """A published rule book: its TOML text, in force from an instant. `source`: shipped, or published by a person."""

    __tablename__ = "rulebook_version"
    __table_args__ = (UniqueConstraint("digest", "effective_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    digest: Mapped[str]
    source: Mapped[str] = mapped_column(default="shipped")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    effective_from: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Promotion(Model):
    """A member reached a stage; once, for good. `book` is the rule book's version then."""

    __tablename__ = "promotion"
    __table_args__ = (UniqueConstraint("member_id", "path", "stage"), Index("ix_promotion_path", "path", "stage"))

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    path: Mapped[str]
    stage: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    book: Mapped[int]


class StageWait(Model):
    """A member has the points of the next stage on a path, but not yet all it requires; looked at again every day."""

    __tablename__ = "stage_wait"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)


class BadgeAward(Model):
    """A member found a badge; once, for good."""

    __tablename__ = "badge_award"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    badge: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
