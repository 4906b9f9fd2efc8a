"""Numbers kept by addition in the transaction that moves them; `checks` re-derives every one."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model


class Tally(Model):
    """A counter of a member, on a path (empty: everywhere). `a`, `b` tell apart people, days, posts, months; else 0.

    Names: the metrics of the rule book; thanker(giver), thank_day(day), person(giver, month), good(post),
    category(category), renewed(post), active_day(day); cap:<cap>(giver, slot).
    """

    __tablename__ = "tally"
    __table_args__ = ({"sqlite_with_rowid": False},)

    member_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    a: Mapped[int] = mapped_column(primary_key=True, default=0)
    b: Mapped[int] = mapped_column(primary_key=True, default=0)
    value: Mapped[int] = mapped_column(default=0)


class StandingMonth(Model):
    """A leaderboard row: what a member did on a path in a month (YYYYMM; 0 = ever), health-near categories left out.

    `deeds` counts first (solutions), then `people` (different givers of thanks), then `points`.
    """

    __tablename__ = "standing_month"
    __table_args__ = (
        Index("ix_standing_month_rank", "path", "month", "deeds", "people", "points", "member_id"),
        {"sqlite_with_rowid": False},
    )

    member_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    path: Mapped[str] = mapped_column(primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    points: Mapped[int] = mapped_column(default=0)
    deeds: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(default=0)
