"""What higher rooms tell about people, so that an emblem and the guard need no import upwards."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime


class Standing(Model):
    """Points and stage of a member on one career path, moved by addition; derived from the ledger.

    `stage` 0 = nothing earned yet, 1..6 afterwards; `title` and `title_en` are what it is called for German and English
    readers; `perks` what it and the stages before it unlock, by code, separated by spaces.
    """

    __tablename__ = "standing"
    __table_args__ = (Index("ix_standing_path_points", "path", "points"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    points: Mapped[int] = mapped_column(default=0)
    stage: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(default="")
    title_en: Mapped[str] = mapped_column(default="", server_default="")
    perks: Mapped[str] = mapped_column(default="", server_default="")
    reached_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Mandate(Model):
    """A right in force beyond the role: permission × category (None = everywhere).

    `source` is `rule` (granted by the rule book at a stage) or `mandate` (entrusted by people); `grant_id` is the
    granting room's id. A row exists only while the right is in force.
    """

    __tablename__ = "mandate_right"
    __table_args__ = (Index("ix_mandate_right_member", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    permission: Mapped[str]
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id", ondelete="CASCADE"))
    source: Mapped[str]
    grant_id: Mapped[int]
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class Consent(Model):
    """A member said yes (or withdrew) to a versioned text; rows are only added."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_member", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    text_key: Mapped[str]
    version: Mapped[str]
    given: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
