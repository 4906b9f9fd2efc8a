"""Roll-ups that days leave behind, so that no page counts the whole history."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime


class ActiveWeek(Model):
    """A member contributed or voted in the week that begins on this Monday."""

    __tablename__ = "active_week"
    __table_args__ = (Index("ix_active_week_monday", "monday"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    monday: Mapped[date] = mapped_column(primary_key=True)


class MemberPhase(Model):
    """The phase a member was in when the last day closed, and since when."""

    __tablename__ = "member_phase"
    __table_args__ = (Index("ix_member_phase_phase", "phase"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    phase: Mapped[str]
    since: Mapped[date]


class PhaseFlow(Model):
    """How many members went from one phase to another on a day; `old` is "" for who joined, `new` for who left."""

    __tablename__ = "phase_flow"

    day: Mapped[date] = mapped_column(primary_key=True)
    old: Mapped[str] = mapped_column(primary_key=True)
    new: Mapped[str] = mapped_column(primary_key=True)
    members: Mapped[int]


class Pulse(Model):
    """Median seconds to the first answer over the last 30 days; category 0 is all public ones together."""

    __tablename__ = "pulse"

    category_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    median_s: Mapped[int | None]
    questions: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
