"""The ledger, which is history, and the awards, which say what stands now."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, UtcDateTime

Big = BigInteger().with_variant(Integer, "sqlite")


class LedgerEntry(Model):
    """One movement of points. Append-only: triggers refuse UPDATE, DELETE and TRUNCATE on both databases.

    Ids, codes, integers and instants, never text, and no foreign keys: it survives erasure. kind: grant, reversal,
    restore. cause: signal (the act itself), post, thread. `wanted` points before caps, `clipped_by` the cap that cut
    (empty: none), `balance` points on the path after it, `day` the day it counts for, `book` the rule book's version.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("kind IN ('grant', 'reversal', 'restore')", name="kind"),
        Index("ix_ledger_entry_member", "member_id", "id"),
    )

    id: Mapped[int] = mapped_column(Big, primary_key=True)
    member_id: Mapped[int]
    path: Mapped[str]
    rule: Mapped[str]
    kind: Mapped[str]
    cause: Mapped[str]
    amount: Mapped[int]
    wanted: Mapped[int]
    clipped_by: Mapped[str]
    balance: Mapped[int]
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Big)
    giver_id: Mapped[int]
    post_id: Mapped[int]
    thread_id: Mapped[int]
    category_id: Mapped[int]
    day: Mapped[date]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    book: Mapped[int]


class Award(Model):
    """What a rule granted to a member for a subject: at most one, whatever is clicked how often.

    `entry_id` is the granting entry. `off` are the reasons why it does not stand now (bits, see `engine.state`), 0 =
    live. `depends`, `counts`: what the rule said when it granted. `ranked`: leaderboards count it. `patient`: the
    answer came long after the question.
    """

    __tablename__ = "award"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "rule", "member_id"),
        Index("ix_award_post", "post_id"),
        Index("ix_award_thread", "thread_id"),
        Index("ix_award_day", "subject_kind", "day"),
        Index("ix_award_member", "member_id", "subject_kind"),
    )

    id: Mapped[int] = mapped_column(Big, primary_key=True)
    entry_id: Mapped[int] = mapped_column(Big)
    rule: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Big)
    member_id: Mapped[int]
    path: Mapped[str]
    amount: Mapped[int]
    giver_id: Mapped[int]
    post_id: Mapped[int]
    thread_id: Mapped[int]
    category_id: Mapped[int]
    day: Mapped[date]
    off: Mapped[int] = mapped_column(default=0)
    depends: Mapped[int]
    counts: Mapped[str]
    ranked: Mapped[bool]
    patient: Mapped[bool] = mapped_column(default=False)
