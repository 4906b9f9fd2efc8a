"""Who was here on which day: everybody who did something, and those who only read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from forum.demo.cast import HELPER, LURKER, REGULAR, Person
from forum.demo.rhythm import ZURICH
from forum.demo.spin import luck
from forum.demo.steps import Step, Visit

ACTORS = ("author", "voter", "by", "expert", "member", "handle")
READS = {HELPER: 0.6, REGULAR: 0.22, LURKER: 0.13, "staff": 0.5}
OCCASIONAL = 0.02


@dataclass(frozen=True, slots=True)
class Days:
    """What is needed to end a day: everybody, luck, the end of history, readers of threads by day."""

    people: Sequence[Person]
    rng: Random
    now: datetime
    reads: Mapping[date, Sequence[tuple[int, int]]]

    def visit(self, day: date, busy: set[str], begun: set[int]) -> Visit:
        """Give a day's visit: those who did something (`busy`) and passers-by; threads that have `begun` are read."""
        evening = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=ZURICH)
        at = min(evening, self.now)
        passing = {
            one.handle for one in self.people if luck(self.rng, READS.get(one.part, OCCASIONAL)) and one.here(at)
        }
        read = tuple(pair for pair in self.reads.get(day, ()) if pair[0] in begun)
        return Visit(at=at.astimezone(UTC), day=day, members=tuple(sorted(busy | passing)), reads=read)


def with_visits(stream: Iterable[Step], days: Days) -> Iterator[Step]:
    """Put one Visit after the last step of every Zurich day."""
    day: date | None = None
    busy, begun = set[str](), set[int]()
    for step in stream:
        today = step.at.astimezone(ZURICH).date()
        while day is not None and day < today:
            yield days.visit(day, busy, begun)
            day, busy = day + timedelta(days=1), set()
        day = today
        busy.update(name for name in (getattr(step, actor, None) for actor in ACTORS) if name)
        begun.add(getattr(step, "thread", 0))
        yield step
    if day is not None:
        yield days.visit(day, busy, begun)
