"""Who was here on which day: everybody who did something, and those who only read."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random

from forum.demo.cast import HELPER, LURKER, REGULAR, Person
from forum.demo.rhythm import ZURICH
from forum.demo.spin import luck
from forum.demo.steps import Step, Visit

ACTORS = ("author", "voter", "by", "expert", "member", "handle")
READS = {HELPER: 0.6, REGULAR: 0.22, LURKER: 0.13, "staff": 0.5}
OCCASIONAL = 0.02


def with_visits(stream: Iterable[Step], people: Sequence[Person], rng: Random, now: datetime) -> Iterator[Step]:
    """Put one Visit after the last step of every Zurich day."""
    day, here = None, set[str]()
    for step in stream:
        today = step.at.astimezone(ZURICH).date()
        while day is not None and day < today:
            yield _visit(day, here, people, rng, now)
            day, here = day + timedelta(days=1), set()
        day = today
        here.update(name for name in (getattr(step, actor, None) for actor in ACTORS) if name)
        yield step
    if day is not None:
        yield _visit(day, here, people, rng, now)


def _visit(day: date, here: set[str], people: Sequence[Person], rng: Random, now: datetime) -> Visit:
    evening = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=ZURICH)
    at = min(evening, now)
    readers = {one.handle for one in people if luck(rng, READS.get(one.part, OCCASIONAL)) and one.here(at)}
    return Visit(at=at.astimezone(now.tzinfo), day=day, members=tuple(sorted(here | readers)))
