"""From a change to the numbers it moves: metrics, distinct people and days, leaderboard months. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from forum.reputation.engine.state import Award, Change

EVERYWHERE = frozenset({"good", "good_answers", "answers", "active_day", "renewed", "renewals"})
"""Numbers that belong to a member as a whole, not to a path."""

DISTINCT = {"thanker": "thankers", "thank_day": "thank_days", "good": "good_answers", "renewed": "renewals"}
"""A counter that leaves or reaches zero moves the number of different ones."""

PLAIN = ("helpful_votes", "accepted_answers", "endorsements", "newcomers", "improvements")
EVER = 0
"""The month that stands for all time."""


class Tally(NamedTuple):
    """One counter: whose, on which path (empty: everywhere), what; `a` and `b` tell apart people, days, posts."""

    member_id: int
    path: str
    name: str
    a: int = 0
    b: int = 0


class Tick(NamedTuple):
    """A counter moves."""

    tally: Tally
    by: int


class MonthMove(NamedTuple):
    """A leaderboard row moves; `month` is YYYYMM or EVER."""

    member_id: int
    path: str
    month: int
    points: int
    deeds: int
    people: int


def month_of(day: date) -> int:
    """Give YYYYMM."""
    return day.year * 100 + day.month


def direction(change: Change) -> int:
    """Give +1 when an award begins to stand, -1 when it ends, 0 when neither."""
    return {"grant": 1, "restore": 1, "reversal": -1, "": 0}[change.kind]


def ticks(changes: Iterable[Change]) -> list[Tick]:
    """Give the counters that changes move, caps included; each counter once."""
    moved: Counter[Tally] = Counter()
    for change in changes:
        sign = direction(change)
        if sign:
            for tally in _counted(change.award):
                moved[tally] += sign
        for key, by in change.takes:
            moved[Tally(key.member_id, "", f"cap:{key.cap}", key.giver_id, key.slot)] += by
    return [Tick(tally, by) for tally, by in moved.items() if by]


def _counted(award: Award) -> Iterator[Tally]:
    who, path = award.member_id, award.path
    for word in award.counts.split():
        if word in PLAIN:
            yield Tally(who, path, word)
        if word == "accepted_answers":
            yield Tally(who, path, "category", award.category_id)
            if award.patient:
                yield Tally(who, path, "patient_solutions")
        elif word == "thanks":
            yield from _thanks(award)
        elif word == "good":
            yield Tally(who, "", "good", award.post_id)


def _thanks(award: Award) -> Iterator[Tally]:
    who, path = award.member_id, award.path
    yield Tally(who, path, "thanker", award.giver_id)
    yield Tally(who, path, "thank_day", award.day.toordinal())
    if award.ranked:
        yield Tally(who, path, "person", award.giver_id, EVER)
        yield Tally(who, path, "person", award.giver_id, month_of(award.day))


def distinct(results: Iterable[tuple[Tick, int]]) -> list[Tick]:
    """Give the numbers of different people, days and posts that move, from ticks and the values they led to."""
    moved: Counter[Tally] = Counter()
    for tick, value in results:
        name = DISTINCT.get(tick.tally.name)
        if name:
            moved[Tally(tick.tally.member_id, tick.tally.path, name)] += crossed(tick.by, value)
    return [Tick(tally, by) for tally, by in moved.items() if by]


def crossed(by: int, value: int) -> int:
    """Give +1 when a counter rose from zero, -1 when it fell back to it, else 0."""
    return int(value > 0) - int(value - by > 0)


def month_moves(changes: Iterable[Change], results: Iterable[tuple[Tick, int]]) -> list[MonthMove]:
    """Give the leaderboard rows that move: the award's own month and all time; none for health-near categories."""
    rows: dict[tuple[int, str, int], list[int]] = {}
    for change in changes:
        award = change.award
        if direction(change) and award.ranked:
            deed = direction(change) if "deed" in award.counts.split() else 0
            for month in (EVER, month_of(award.day)):
                row = rows.setdefault((award.member_id, award.path, month), [0, 0, 0])
                row[0] += change.amount
                row[1] += deed
    for (member_id, path, name, _giver, month), by, value in ((*tick, value) for tick, value in results):
        if name == "person":
            rows.setdefault((member_id, path, month), [0, 0, 0])[2] += crossed(by, value)
    return [MonthMove(*key, *row) for key, row in rows.items() if any(row)]
