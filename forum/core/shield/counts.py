"""How often the shield acted: by day, kind and outcome, never what it was."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from forum.core.db import Model, session, upsert

OUTCOMES = ("refused", "masked", "pointed", "searched", "swept")
"""Not accepted; masked by its writer; pointed out; taken out of a query; taken out of an old text."""


class ShieldCount(Model):
    """Finds of a kind with an outcome on a Zurich day; written by the telemetry flush and by the sweep."""

    __tablename__ = "shield_count"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(primary_key=True)
    finds: Mapped[int]


def add_counts(counted: Mapping[tuple[object, ...], int]) -> None:
    """Add finds per (day, kind, outcome), one statement; inside `transaction()`."""
    names = ("day", "kind", "outcome", "finds")
    rows = [dict(zip(names, (*key, number), strict=True)) for key, number in sorted(counted.items(), key=str)]
    row = upsert(ShieldCount)
    more = {"finds": ShieldCount.finds + row.excluded.finds}
    session().connection().execute(row.on_conflict_do_update(index_elements=list(names[:3]), set_=more), rows)


def counts(first: date, last: date) -> Sequence[ShieldCount]:
    """Give the counts of days, first and last included; by day, kind, outcome; at most 60 a day."""
    between = select(ShieldCount).where(ShieldCount.day >= first, ShieldCount.day <= last)
    return session().scalars(between.order_by(ShieldCount.day, ShieldCount.kind, ShieldCount.outcome)).all()
