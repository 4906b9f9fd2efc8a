"""Reads for the figures, and the pulse that the first page shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import func, select

from forum.core import clock
from forum.core.db import session
from forum.dashboard.models import PhaseFlow, Pulse
from forum.threads.models import Category, Thread

PULSE_DAYS = 30
MIN_CASES = 5


@dataclass(frozen=True, slots=True)
class Beat:
    """Median seconds to the first answer over all public questions of 30 days, how many those are, and by category."""

    median_s: int | None
    count: int
    by_category: dict[int, int]


def pulse() -> Beat:
    """Give the last measured pulse; one statement, no rate below five cases."""
    rows = {row.category_id: row for row in session().scalars(select(Pulse)).all()}
    whole = rows.get(0)
    medians = {key: row.median_s for key, row in rows.items() if key and row.median_s and row.questions >= MIN_CASES}
    if whole is None or whole.questions < MIN_CASES:
        return Beat(None, 0, {})
    return Beat(whole.median_s, whole.questions, medians)


def measure_pulse() -> dict[int, tuple[int | None, int]]:
    """Measure (median seconds, questions) by category id, 0 for all public ones, over the last 30 days."""
    since = clock.now() - timedelta(days=PULSE_DAYS)
    rows = session().execute(
        select(Thread.category_id, Category.audience, Thread.created_at, Thread.first_answer_at)
        .join(Category, Category.id == Thread.category_id)
        .where(Thread.kind == "question", Thread.state == "shown", Thread.created_at >= since)
    )
    spans: dict[int, list[float]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    for category_id, audience, created, answered in rows:
        for key in (category_id, 0) if audience == "public" else (category_id,):
            counts[key] += 1
            if answered is not None:
                spans[key].append((answered - created).total_seconds())
    return {key: (int(median(spans[key])) if spans[key] else None, number) for key, number in counts.items()}


def questions(since: datetime, until: datetime) -> Sequence[Any]:
    """Shown questions created in a window, oldest first: id, created, first answer at and by, solved at."""
    columns = (Thread.id, Thread.created_at, Thread.first_answer_at, Thread.first_answer_by, Thread.solved_at)
    return (
        session()
        .execute(
            select(*columns)
            .where(Thread.kind == "question", Thread.state == "shown")
            .where(Thread.created_at >= since, Thread.created_at < until)
            .order_by(Thread.created_at, Thread.id)
        )
        .all()
    )


def flows(first: date, last: date) -> list[tuple[str, str, int]]:
    """Sum the moves between phases over closed days, both ends included: (old, new, members)."""
    total = func.sum(PhaseFlow.members)
    rows = select(PhaseFlow.old, PhaseFlow.new, total).where(PhaseFlow.day >= first, PhaseFlow.day <= last)
    return [(old, new, int(n)) for old, new, n in session().execute(rows.group_by(PhaseFlow.old, PhaseFlow.new))]
