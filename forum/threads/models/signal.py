"""Judgements about posts. What pays is a state, so a row keeps its id when it is withdrawn and given again."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime


class Vote(Model):
    """A member's judgement of a post: +1 helpful, 0 withdrawn, −1 in recorded communities only."""

    __tablename__ = "vote"
    __table_args__ = (
        UniqueConstraint("post_id", "voter_id"),
        CheckConstraint("value IN (-1, 0, 1)", name="value"),
        Index("ix_vote_voter", "voter_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    voter_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    value: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Acceptance(Model):
    """An answer is (or was) the solution of its thread. One row a pair; at most one `active` a thread."""

    __tablename__ = "acceptance"
    __table_args__ = (
        UniqueConstraint("thread_id", "post_id"),
        Index(
            "uq_acceptance_active",
            "thread_id",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
        Index("ix_acceptance_post", "post_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    active: Mapped[bool] = mapped_column(default=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Endorsement(Model):
    """An expert confirms somebody's answer, optionally until a date. Withdrawn rows keep their id, `active` false."""

    __tablename__ = "endorsement"
    __table_args__ = (UniqueConstraint("post_id", "expert_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    expert_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    active: Mapped[bool] = mapped_column(default=True)
    valid_until: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
