"""A state in memory: replay, doctor and tests run the engine without a database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from forum.reputation.engine.decide import decide
from forum.reputation.engine.facts import Happening
from forum.reputation.engine.measures import MonthMove, Tally, Tick, distinct, month_moves, ticks
from forum.reputation.engine.state import Award, CapKey, Change
from forum.reputation.rulebook import RuleBook

Key = tuple[str, str, int, int]


def key_of(award: Award) -> Key:
    """Give what is unique of an award: rule, subject, member."""
    return (award.rule, award.kind, award.subject_id, award.member_id)


@dataclass
class MemoryState:
    """Everything the engine reads and moves, in dictionaries.

    `staff`: who earns nothing; `ill`: health-near categories; `written` and `opened`: when a post and its thread began.
    """

    staff: set[int] = field(default_factory=set)
    ill: set[int] = field(default_factory=set)
    written: dict[int, datetime] = field(default_factory=dict)
    opened: dict[int, datetime] = field(default_factory=dict)
    awards: dict[Key, Award] = field(default_factory=dict)
    tallies: Counter[Tally] = field(default_factory=Counter)
    months: dict[tuple[int, str, int], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    points: Counter[tuple[int, str]] = field(default_factory=Counter)
    ledger: list[Change] = field(default_factory=list)
    _by_subject: dict[tuple[str, int], list[Key]] = field(default_factory=lambda: defaultdict(list))
    _by_thing: dict[tuple[str, int], list[Key]] = field(default_factory=lambda: defaultdict(list))

    def eligible(self, member_id: int) -> bool:
        """Everybody but staff."""
        return member_id not in self.staff

    def awards_of(self, kind: str, subject_id: int) -> Sequence[Award]:
        """Give the awards of a subject."""
        return [self.awards[key] for key in self._by_subject.get((kind, subject_id), ())]

    def awards_on(self, what: str, thing_id: int) -> Sequence[Award]:
        """Give the awards on a post or thread."""
        return [self.awards[key] for key in self._by_thing.get((what, thing_id), ())]

    def used(self, keys: Sequence[CapKey]) -> Sequence[int]:
        """Give what counters hold."""
        return [self.tallies[Tally(key.member_id, "", f"cap:{key.cap}", key.giver_id, key.slot)] for key in keys]

    def health_near(self, category_id: int) -> bool:
        """Tell whether it is one of `ill`."""
        return category_id in self.ill

    def written_at(self, post_id: int) -> datetime | None:
        """Give when a post was written."""
        return self.written.get(post_id)

    def waited_days(self, post_id: int) -> int:
        """Give the whole days between question and answer."""
        if post_id not in self.written or post_id not in self.opened:
            return 0
        return (self.written[post_id] - self.opened[post_id]).days

    def apply(self, changes: Sequence[Change]) -> None:
        """Write down what the engine decided at once."""
        for change in changes:
            self._keep(change)
        self.ledger.extend(change for change in changes if change.kind)
        results = [(tick, self._tick(tick)) for tick in ticks(changes)]
        for tick in distinct(results):
            self._tick(tick)
        for move in month_moves(changes, results):
            self._month(move)

    def _keep(self, change: Change) -> None:
        award, key = change.award, key_of(change.award)
        if key not in self.awards:
            award = replace(award, id=len(self.awards) + 1)
            self._by_subject[award.kind, award.subject_id].append(key)
            self._by_thing["post", award.post_id].append(key)
            self._by_thing["thread", award.thread_id].append(key)
        self.awards[key] = award
        self.points[award.member_id, award.path] += change.amount

    def _tick(self, tick: Tick) -> int:
        self.tallies[tick.tally] += tick.by
        return self.tallies[tick.tally]

    def _month(self, move: MonthMove) -> None:
        row = self.months[move.member_id, move.path, move.month]
        row[0] += move.points
        row[1] += move.deeds
        row[2] += move.people


def replay(book: RuleBook, happenings: Iterable[Happening], state: MemoryState | None = None) -> MemoryState:
    """Run happenings through the engine; give the state they lead to."""
    state = state or MemoryState()
    for happening in happenings:
        state.apply(decide(book, happening, state))
    return state
