"""Entries, awards and counters of many decisions, kept in memory and written together."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from forum.accounts.actions.told import add_many_points
from forum.core.bulk import insert_many
from forum.core.db import session
from forum.reputation.actions.find import Find, give_many
from forum.reputation.actions.pay import award_row, entry_row
from forum.reputation.actions.rise import Rise, promote_many
from forum.reputation.actions.roll import add_tallies, move_months
from forum.reputation.engine import Change
from forum.reputation.engine.measures import DISTINCT, MonthMove, Tally, Tick, distinct, month_moves, ticks
from forum.reputation.engine.memory import Key, key_of
from forum.reputation.models import Award, LedgerEntry
from forum.reputation.queries import bulk
from forum.reputation.queries.bulk import Way
from forum.reputation.queries.metrics import COMPUTED

_SOURCES = {"success_rate": ("good_answers", "answers")}
"""Metrics that are computed from counters alone."""

_TURN = update(Award).where(Award.id == bindparam("row")).values(off=bindparam("reasons"))


class Till:
    """What is owed to the tables. `values` and `standings` are as if it were written already.

    `values` are true for counters named in `asked` and for those that tell apart people, days and posts; the others are
    only added to.
    """

    def __init__(self, changes: Sequence[Change], more: Iterable[Tick], asked: Collection[str]) -> None:
        keys = {tick.tally for tick in [*ticks(changes), *more] if tick.tally.name in {*asked, *DISTINCT} | {"person"}}
        keys |= {Tally(key.member_id, key.path, DISTINCT[key.name]) for key in keys if key.name in DISTINCT}
        ways = {(change.award.member_id, change.award.path) for change in changes}
        self.values = Counter(bulk.tallies(keys))
        self.standings = bulk.standings(ways)
        self._moves: Counter[tuple[int, str]] = Counter()
        self._blocks: dict[Way, dict[tuple[str, ...], int]] = {}
        self._forget()

    def _forget(self) -> None:
        self._entries: list[dict[str, Any]] = []
        self._grants: dict[Key, tuple[int, dict[str, Any]]] = {}
        self._turns: dict[int, int] = {}
        self._ticks: Counter[Tally] = Counter()
        self._months: dict[tuple[int, str, int], list[int]] = {}
        self._points: dict[Way, int] = {}
        self._rises: list[Rise] = []
        self._finds: list[Find] = []

    def take(self, changes: Sequence[Change], book: int) -> list[tuple[Tick, int]]:
        """Take decisions in; give the counters that moved with the values they led to."""
        for change in changes:
            if change.kind:
                self._book(change, book)
            self._award(change, book)
        results = self.count(ticks(changes))
        results += self.count(distinct(results))
        for move in month_moves(changes, results):
            self._month(move)
        return results

    def count(self, moved: Sequence[Tick]) -> list[tuple[Tick, int]]:
        """Move counters; give each with the value it led to."""
        for tick in moved:
            self.values[tick.tally] += tick.by
            self._ticks[tick.tally] += tick.by
            self._moves[tick.tally.member_id, tick.tally.name] += 1
        return [(tick, self.values[tick.tally]) for tick in moved]

    def _book(self, change: Change, book: int) -> None:
        way = change.award.member_id, change.award.path
        points, stage = self.standings.get(way, (0, 0))
        self.standings[way] = points + change.amount, stage
        self._points[way] = self._points.get(way, 0) + change.amount
        self._entries.append(entry_row(change, book, points + change.amount))

    def _award(self, change: Change, book: int) -> None:
        del book
        key = key_of(change.award)
        if change.kind == "grant":
            self._grants[key] = len(self._entries) - 1, award_row(change, 0)
        elif key in self._grants:
            self._grants[key][1]["off"] = change.award.off
        else:
            self._turns[change.award.id or _id(key)] = change.award.off

    def _month(self, move: MonthMove) -> None:
        row = self._months.setdefault((move.member_id, move.path, move.month), [0, 0, 0])
        for index, by in enumerate((move.points, move.deeds, move.people)):
            row[index] += by

    def rise(self, rise: Rise) -> None:
        """Take a promotion in that follows from points alone and brings no right."""
        self._rises.append(rise)
        self.restage(rise.way, rise.stage.number)

    def find(self, find: Find) -> None:
        """Take a badge in that asks for nothing but the number just reached."""
        self._finds.append(find)

    def restage(self, way: Way, stage: int) -> None:
        """Take note of a stage that was reached meanwhile."""
        self.standings[way] = self.standings[way][0], stage

    def block(self, way: Way, lacking: Collection[str]) -> None:
        """Remember what keeps a member from the next stage: nobody needs to look again before all of it moved."""
        groups = [_SOURCES.get(metric, (metric,)) for metric in lacking if metric not in COMPUTED or metric in _SOURCES]
        self._blocks[way] = {group: self._moved(way, group) for group in groups}

    def blocked(self, way: Way) -> bool:
        """Whether something that was lacking at the last look did not move since."""
        return any(self._moved(way, group) == then for group, then in self._blocks.get(way, {}).items())

    def unblock(self) -> None:
        """Forget what was lacking: counters moved that did not pass here."""
        self._blocks.clear()

    def _moved(self, way: Way, names: Sequence[str]) -> int:
        return sum(self._moves[way[0], name] for name in names)

    def flush(self) -> None:
        """Write everything owed."""
        self._write_entries()
        if self._turns:
            rows = [{"row": award, "reasons": off} for award, off in self._turns.items()]
            session().connection().execute(_TURN, rows)
        add_tallies([Tick(tally, by) for tally, by in self._ticks.items()])
        move_months([MonthMove(*key, *row) for key, row in self._months.items()])
        add_many_points(self._points)
        rises, finds = self._rises, self._finds
        self._forget()
        promote_many(rises)
        give_many(finds)

    def _write_entries(self) -> None:
        ids = insert_many(LedgerEntry, self._entries)
        rows = [row | {"entry_id": ids[entry]} for entry, row in self._grants.values()]
        if rows:
            session().connection().execute(insert(Award), rows)


def _id(key: Key) -> int:
    """Find an award that was granted and written a moment ago."""
    rule, kind, subject_id, member_id = key
    mine = (Award.rule == rule, Award.subject_kind == kind, Award.subject_id == subject_id)
    return session().scalars(select(Award.id).where(*mine, Award.member_id == member_id)).one()
