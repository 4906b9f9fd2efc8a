"""From nomination to the end of a mandate, one row a state worth asking "who, when, why" about."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Json, Model, UtcDateTime
from forum.core.shield import Shielded

OPEN = ("nominated", "approved")
"""States of a nomination that somebody still has to act on."""

RUNNING = ("active", "resting")
"""States of a mandate that is not over."""

ENDS = ("handed_back", "revoked", "expired", "lapsed")
"""How a mandate ends; lapsed: the account was erased, suspended, or became staff."""

_OPEN_SQL = text("state IN ('nominated', 'approved')")
_RUNNING_SQL = text("state IN ('active', 'resting')")


class Nomination(Model):
    """A member reached a stage whose rights people decide about; at most one open per member and stage.

    nominated → approved (enough approvals) → accepted (charter; the mandate begins); or declined (by the leading),
    refused (by the member), lapsed (the member may hold no mandate any more). `rights`: pairs of permission and
    category id (None = everywhere). `by_id` nominated by hand (None: the rule book did). `decided_by`, `decided_at`,
    `reason` of whoever closed it.
    """

    __tablename__ = "nomination"
    __table_args__ = (
        CheckConstraint(
            "state IN ('nominated', 'approved', 'accepted', 'declined', 'refused', 'lapsed')", name="state"
        ),
        Index(
            "uq_nomination_open",
            "member_id",
            "path",
            "stage",
            unique=True,
            sqlite_where=_OPEN_SQL,
            postgresql_where=_OPEN_SQL,
        ),
        Index("ix_nomination_state", "state", "id"),
        Index("ix_nomination_member", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    path: Mapped[str]
    stage: Mapped[int]
    rights: Mapped[Any] = mapped_column(Json)
    approvals_needed: Mapped[int]
    state: Mapped[str] = mapped_column(default="nominated")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Shielded, default="")


class Approval(Model):
    """Somebody of the leading approved a nomination and said why; once a person, rows are only added."""

    __tablename__ = "approval"
    __table_args__ = (UniqueConstraint("nomination_id", "by_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str] = mapped_column(Shielded)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Grant(Model):
    """A mandate as a whole; its rights in force are accounts' `Mandate` rows (source `mandate`, `grant_id` = our id).

    active ⇄ resting; then handed_back, revoked, expired or lapsed for good. `rights` as nominated. `charter` is
    the version the member accepted. Last days: `probation_until`, `expires_on` (both included). `ended_by`, `reason`
    say who ended it and why.
    """

    __tablename__ = "mandate"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'resting', 'handed_back', 'revoked', 'expired', 'lapsed')", name="state"),
        Index(
            "uq_mandate_running",
            "member_id",
            "path",
            "stage",
            unique=True,
            sqlite_where=_RUNNING_SQL,
            postgresql_where=_RUNNING_SQL,
        ),
        Index("ix_mandate_state", "state", "id"),
        Index("ix_mandate_member", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    path: Mapped[str]
    stage: Mapped[int]
    rights: Mapped[Any] = mapped_column(Json)
    state: Mapped[str] = mapped_column(default="active")
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    charter: Mapped[str]
    on_probation: Mapped[bool] = mapped_column(default=True)
    probation_until: Mapped[date]
    expires_on: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str] = mapped_column(Shielded, default="")

    @property
    def running(self) -> bool:
        """Active or resting."""
        return self.state in RUNNING
