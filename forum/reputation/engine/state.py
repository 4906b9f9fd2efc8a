"""What the engine reads and what it decides: awards as they stand, caps used, changes to make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

WITHDRAWN, POST_GONE, THREAD_GONE = 1, 2, 4
"""Why an award does not stand: bits of `off`; it is live when none is set."""
BIT = {"signal": WITHDRAWN, "post": POST_GONE, "thread": THREAD_GONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What a rule granted to a member for a subject, once. `amount` in points as granted then, `day` its first day.

    `off`: why it does not stand now; `depends`: which of those bits matter to it; `counts`: what it adds to, in the
    words of the rule book then; `ranked`: whether leaderboards count it.
    """

    rule: str
    kind: str
    subject_id: int
    member_id: int
    path: str
    amount: int
    giver_id: int
    post_id: int
    thread_id: int
    category_id: int
    day: date
    off: int
    depends: int
    counts: str
    ranked: bool
    patient: bool = False
    id: int = 0

    @property
    def live(self) -> bool:
        """Whether it stands."""
        return self.off == 0


class CapKey(NamedTuple):
    """One counter of a cap: which cap, whose, from whom (0: anybody), in which slot (day number, post id, or 0)."""

    cap: str
    member_id: int
    giver_id: int
    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A ledger entry to write and the award as it is afterwards.

    `kind`: grant, reversal, restore, or none when only the reason changed. `wanted` is what the rule says before caps;
    `clipped_by` the cap that cut most. `takes` moves cap counters. `cause`: signal, post or thread.
    """

    kind: str
    award: Award
    amount: int
    wanted: int
    cause: str
    at: datetime
    clipped_by: str = ""
    takes: tuple[tuple[CapKey, int], ...] = ()


class State(Protocol):
    """What is true before a happening. Reads only; whoever applies changes keeps it true."""

    def eligible(self, member_id: int) -> bool:
        """Tell whether somebody earns: a person, not staff."""

    def awards_of(self, kind: str, subject_id: int) -> Sequence[Award]:
        """Give all awards for a subject, by id."""

    def awards_on(self, what: str, thing_id: int) -> Sequence[Award]:
        """Give all awards that hang on a post or thread, by id."""

    def used(self, keys: Sequence[CapKey]) -> Sequence[int]:
        """Give how much of each cap counter is taken."""

    def health_near(self, category_id: int) -> bool:
        """Tell whether a category is never ranked."""

    def written_at(self, post_id: int) -> datetime | None:
        """Give when a post was written."""

    def waited_days(self, post_id: int) -> int:
        """Give how many days after its thread's opening a post was written."""
