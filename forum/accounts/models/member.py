"""A person, or one of the few accounts that stand for none."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.accounts.models.told import Mandate, Standing
from forum.core import clock
from forum.core.db import Model, UtcDateTime
from forum.core.shield import Shielded

MAX_HANDLE = 30
ROLES = ("member", "expert", "manager", "admin")
KINDS = ("person", "system", "hidden", "erased")


def initials_of(name: str) -> str:
    """Give one or two letters of a name for its avatar."""
    letters = [c for c in name if c.isalnum()]
    return "".join(letters[:2]).upper() or "?"


class Member(Model):
    """An account. `handle` is the pseudonym in addresses; `handle_key` its folded form, unique.

    `handle_skeleton` is what the handle looks like at a glance, unique too; none for who came with an import and looks
    like somebody who was here before, and for the erased.

    kind: person; system (the house itself); hidden (an imported voter nobody may see); erased (texts stay, nobody
    behind them). `session_epoch` grows when every session must end. `avatar`: the key of a picture, told.
    """

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint("role IN ('member', 'expert', 'manager', 'admin')", name="role"),
        CheckConstraint("kind IN ('person', 'system', 'hidden', 'erased')", name="kind"),
        Index("ix_member_created", "created_at"),
        Index("ix_member_role", "role"),
        Index("uq_member_handle_skeleton", "handle_skeleton", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    handle: Mapped[str] = mapped_column(Shielded, unique=True)
    handle_key: Mapped[str] = mapped_column(unique=True)
    handle_skeleton: Mapped[str | None]
    display_name: Mapped[str] = mapped_column(Shielded)
    kind: Mapped[str] = mapped_column(default="person")
    email: Mapped[str | None] = mapped_column(Shielded)
    email_key: Mapped[str | None] = mapped_column(Shielded, unique=True)
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    password_hash: Mapped[str | None]
    role: Mapped[str] = mapped_column(default="member")
    staff_title: Mapped[str] = mapped_column(Shielded, default="")
    language: Mapped[str] = mapped_column(default="de")
    address: Mapped[str] = mapped_column(default="du")
    theme: Mapped[str] = mapped_column(default="auto")
    bio: Mapped[str] = mapped_column(Shielded, default="")
    signature: Mapped[str] = mapped_column(Shielded, default="")
    avatar: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    suspended_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    erased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    session_epoch: Mapped[int] = mapped_column(default=0)
    on_leaderboard: Mapped[bool] = mapped_column(default=False)
    leaderboard_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    plays: Mapped[bool] = mapped_column(default=True)
    reminders: Mapped[bool] = mapped_column(default=True)
    start_bonus: Mapped[int] = mapped_column(default=0)
    source_id: Mapped[str | None] = mapped_column(unique=True)

    standings: Mapped[list[Standing]] = relationship(order_by=Standing.path, lazy="raise")
    mandates: Mapped[list[Mandate]] = relationship(order_by=Mandate.id, lazy="raise")
    fields: Mapped[list["ExpertField"]] = relationship(lazy="raise")

    @property
    def is_staff(self) -> bool:
        """Expert, manager or administrator."""
        return self.role != "member"

    @property
    def erased(self) -> bool:
        """Nobody stands behind the account any more."""
        return self.kind == "erased"

    @property
    def initials(self) -> str:
        """One or two letters for the avatar."""
        return initials_of(self.display_name)

    @property
    def suspended(self) -> bool:
        """Suspended right now."""
        return self.suspended_until is not None and self.suspended_until > clock.now()


class ExpertField(Model):
    """A category in which an expert is competent."""

    __tablename__ = "expert_field"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id", ondelete="CASCADE"), primary_key=True)


class WelcomeStep(Model):
    """A newcomer did a step of the welcome that nothing else tells of: rules, or `done` with all of it."""

    __tablename__ = "welcome_step"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Visit(Model):
    """A member was here on this Zurich day; written by the telemetry flush, never by a page."""

    __tablename__ = "visit"
    __table_args__ = (Index("ix_visit_day", "day"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
