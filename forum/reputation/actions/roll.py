"""Keep the roll-ups by addition."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from forum.core.bulk import run_many
from forum.core.db import dialect_name, session, upsert
from forum.reputation.engine.measures import MonthMove, Tally, Tick
from forum.reputation.models import StandingMonth
from forum.reputation.models import Tally as TallyRow


@cache
def _adding(dialect: str) -> Any:
    """Build the upsert once per dialect."""
    del dialect
    row = upsert(TallyRow)
    added = {"value": TallyRow.value + row.excluded.value}
    return row.on_conflict_do_update(index_elements=["member_id", "path", "name", "a", "b"], set_=added)


@cache
def _tally(dialect: str) -> Any:
    """Build the upsert once per dialect."""
    kept = _adding(dialect)
    columns = (TallyRow.member_id, TallyRow.path, TallyRow.name, TallyRow.a, TallyRow.b, TallyRow.value)
    return kept.returning(*columns)


def add_tallies(ticks: Sequence[Tick]) -> None:
    """Move many counters whose values nobody asks for."""
    rows = [(*tick.tally, tick.by) for tick in sorted(ticks)]
    run_many(_adding(dialect_name()), (*Tally._fields, "value"), rows)


@cache
def _month(dialect: str) -> Any:
    del dialect
    row = upsert(StandingMonth)
    added = {
        "points": StandingMonth.points + row.excluded.points,
        "deeds": StandingMonth.deeds + row.excluded.deeds,
        "people": StandingMonth.people + row.excluded.people,
    }
    return row.on_conflict_do_update(index_elements=["member_id", "path", "month"], set_=added)


def move_tallies(ticks: Sequence[Tick]) -> list[tuple[Tick, int]]:
    """Move counters in one statement; give each with the value it led to."""
    if not ticks:
        return []
    connection = session().connection()
    rows = [{**tick.tally._asdict(), "value": tick.by} for tick in sorted(ticks)]
    by = {tick.tally: tick for tick in ticks}
    found = connection.execute(_tally(connection.dialect.name), rows)
    return [(by[Tally(*key)], value) for *key, value in found]


def move_months(moves: Sequence[MonthMove]) -> None:
    """Move leaderboard rows in one statement."""
    run_many(_month(dialect_name()), MonthMove._fields, sorted(moves))
