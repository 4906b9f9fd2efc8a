"""Who says what and when in the bench community: a pure plan, thread after thread, which the loader writes in bulk.

A test plays the same plan through the ordinary actions and compares every row of every table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from forum.bench.words import BODIES, TAGS, TOPICS, pick, title

SPAN, BEFORE = timedelta(days=500), timedelta(days=60)
"""How long the community lives; people joined so long before it begins that nobody is a newcomer."""
UNTIL = datetime(2026, 6, 1, 8, tzinfo=UTC)
THREADS, MEMBERS, ANSWERS, EXPERTS = 1_000, 200, 19, 3


@dataclass(frozen=True, slots=True)
class Said:
    """An opening or answer: whose (index of the people), which body, when."""

    author: int
    body: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Signal:
    """A vote, acceptance or endorsement of the post at a place of its thread (0 = opening)."""

    kind: str
    place: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """A thread with everything that happens in it, in the order of time: first all posts, then all signals."""

    kind: str
    category: int
    title: str
    tags: Sequence[str]
    posts: Sequence[Said]
    signals: Sequence[Signal]


@dataclass(frozen=True, slots=True)
class Size:
    """How large the community is, and until when it lives. People: members first, then experts."""

    threads: int = THREADS
    members: int = MEMBERS
    answers: int = ANSWERS
    until: datetime = UNTIL

    @classmethod
    def scaled(cls, scale: float, until: datetime) -> "Size":
        """Give the size at a scale: threads and members grow, threads do not get longer."""
        return cls(max(1, round(THREADS * scale)), max(20, round(MEMBERS * scale)), until=until)

    @property
    def begun(self) -> datetime:
        """When the first thread begins."""
        return self.until - SPAN

    @property
    def joined(self) -> datetime:
        """When everybody joined."""
        return self.begun - BEFORE


def plan(size: Size) -> Iterator[Planned]:
    """Plan every thread; one is over before the next begins."""
    for number in range(size.threads):
        yield _thread(number, size, size.begun + SPAN * number / size.threads, SPAN / size.threads)


def _thread(number: int, size: Size, begin: datetime, room: timedelta) -> Planned:
    step = room / (size.answers * 4)
    step -= timedelta(microseconds=step.microseconds)
    people = [_author(number, place, size) for place in range(size.answers + 1)]
    begin = begin.replace(microsecond=0)
    posts = [Said(who, pick(BODIES, number, place, 3), begin + step * place) for place, who in enumerate(people)]
    last = posts[-1].at
    return Planned(
        kind="discussion" if number % 10 == 9 else "question",  # noqa: PLR2004 - every tenth
        category=number % len(TOPICS),
        title=title(number),
        tags=sorted({TAGS[pick(len(TAGS), number, 4)], TAGS[pick(len(TAGS), number, 5)]}),
        posts=posts,
        signals=_signals(number, size, people, last, step),
    )


def _author(number: int, place: int, size: Size) -> int:
    """Choose a writer; one answer in ten is an expert's. A few members write most, as everywhere."""
    if place and pick(10, number, place, 6) == 0:
        return size.members + pick(EXPERTS, number, place)
    crowd = size.members if pick(3, number, place, 7) else max(5, size.members // 10)
    return pick(crowd, number, place, 8)


def _signals(number: int, size: Size, people: Sequence[int], last: datetime, step: timedelta) -> list[Signal]:
    found: list[tuple[str, int, int]] = []
    for place, author in enumerate(people):
        voters = {pick(size.members, number, place, turn, 9) for turn in range(pick(4, number, place))} - {author}
        found += [("vote", place, voter) for voter in sorted(voters)]
    answers = [place for place, who in enumerate(people) if place and who < size.members and who != people[0]]
    if answers and number % 10 != 9 and number % 2 == 0:  # noqa: PLR2004 - discussions have no solution
        found.append(("accept", answers[0], people[0]))
    if answers and number % 5 == 0:
        found.append(("endorse", answers[-1], size.members + number % EXPERTS))
    return [Signal(*each, last + step * turn / 8) for turn, each in enumerate(found, 1)]
