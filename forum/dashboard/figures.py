"""The figures, each with definition, unit, population, window and denominator; none below five cases."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session
from forum.core.shield import HARD
from forum.core.shield.counts import ShieldCount, counts
from forum.dashboard.models import MemberPhase
from forum.dashboard.phases import KEYS, phases_on
from forum.dashboard.queries import MIN_CASES, flows, questions
from forum.reach.models import ENTRIES
from forum.reach.queries import arrivals as arrivals_between
from forum.threads.models import Acceptance, Post, Thread, Vote

WINDOWS = (7, 28, 91)
TOP = 10
PREVENTED = ("refused", "searched", "swept")


@dataclass(frozen=True, slots=True)
class Window:
    """Days that end today, in Zurich days; `whole`: all there are since the first thread."""

    days: int
    since: datetime
    until: datetime
    whole: bool = False

    @classmethod
    def last(cls, days: int) -> "Window":
        """Give the window of the last `days` days, today included."""
        first = clock.today() - timedelta(days=days - 1)
        return cls(days, clock.start_of(first), clock.start_of(clock.today() + timedelta(days=1)))

    @classmethod
    def ever(cls) -> "Window":
        """Give the window since the first thread, so that an imported community shows its own days. One statement."""
        begun = session().scalar(select(func.min(Thread.created_at)))
        days = (clock.today() - clock.day_of(begun)).days + 1 if begun else WINDOWS[-1]
        return replace(cls.last(max(1, days)), whole=True)

    @property
    def asked(self) -> str:
        """What stands in an address for it."""
        return "all" if self.whole else str(self.days)


@dataclass(frozen=True, slots=True)
class FirstResponse:
    """Seconds from question to first answer by somebody else; median and 90th percentile of the answered ones."""

    asked: int
    answered: int
    median_s: int | None
    p90_s: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; `percent` is None below five cases."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded half up."""
        return None if self.whole < MIN_CASES else (200 * self.part + self.whole) // (2 * self.whole)


@dataclass(frozen=True, slots=True)
class Disclosures:
    """Finds kept from being read, hard and soft ones, and the texts written in the window."""

    hard: int
    soft: int
    texts: int


@dataclass(frozen=True, slots=True)
class PhaseCount:
    """A phase today, what came and went in the window; stock before + came − went = now."""

    key: str
    before: int
    came: int
    went: int
    now: int


@dataclass(frozen=True, slots=True)
class Helper:
    """A member and what they gave in the window."""

    member_id: int
    solutions: int
    helpful: int
    thanked_by: int
    last_at: datetime | None


def percentile(values: list[float], share: float) -> int | None:
    """Nearest-rank percentile (the smallest value with at least `share` of all at or below it); none below five."""
    if len(values) < MIN_CASES:
        return None
    return int(sorted(values)[ceil(share * len(values)) - 1])


def first_response(window: Window) -> FirstResponse:
    """Shown questions asked in the window; unanswered ones are counted beside, not into the median."""
    rows = questions(window.since, window.until)
    spans = [(row.first_answer_at - row.created_at).total_seconds() for row in rows if row.first_answer_at]
    return FirstResponse(len(rows), len(spans), percentile(spans, 0.5), percentile(spans, 0.9))


def solved(window: Window) -> Share:
    """Shown questions asked in the window that have an accepted solution now."""
    rows = questions(window.since, window.until)
    return Share(sum(row.solved_at is not None for row in rows), len(rows))


def who_answers(window: Window) -> dict[str, Share]:
    """First answers to questions asked in the window, by members, super-users (held a mandate then) and experts."""
    by = Counter(row.first_answer_by for row in questions(window.since, window.until) if row.first_answer_by)
    return {key: Share(by[key], by.total()) for key in ("member", "superuser", "expert")}


def disclosures(window: Window) -> Disclosures:
    """Hard kinds refused, taken out of a query or an old text; soft kinds masked by their writers; posts written."""
    kept = prevented(window)
    texts = select(func.count()).select_from(Post).where(Post.created_at >= window.since)
    hard = sum(row.finds for row in kept if row.kind in HARD)
    number = session().scalar(texts.where(Post.created_at < window.until)) or 0
    return Disclosures(hard, sum(row.finds for row in kept) - hard, number)


def prevented(window: Window) -> list[ShieldCount]:
    """Give the counts of a window that are disclosures prevented, by day, kind, outcome.

    A hard kind that is refused and then masked counts once; a soft one that is pointed out counts when it is masked.
    """
    found = counts(clock.day_of(window.since), clock.today())
    return [row for row in found if row.outcome in (PREVENTED if row.kind in HARD else ("masked",))]


def arrivals(window: Window) -> dict[str, Share]:
    """Arrivals in the window by entry, each with its share of all of them."""
    by: Counter[str] = Counter()
    for _day, entry, number in arrivals_between(clock.day_of(window.since), clock.today()):
        by[entry] += number
    return {entry: Share(by[entry], by.total()) for entry in ENTRIES}


def unanswered_count() -> int:
    """Shown, open questions without an answer, whenever they were asked."""
    waiting = select(func.count()).select_from(Thread).where(Thread.kind == "question", Thread.state == "shown")
    return session().scalar(waiting.where(Thread.answer_count == 0, Thread.closed_at.is_(None))) or 0


def phase_counts(window: Window) -> list[PhaseCount]:
    """Members by phase now, with the moves of the window's closed days and of today so far."""
    now = phases_on(clock.today())
    kept = dict(session().execute(select(MemberPhase.member_id, MemberPhase.phase)).all())
    came: Counter[str] = Counter()
    went: Counter[str] = Counter()
    moves = flows(clock.day_of(window.since), clock.today())
    moves += [(kept.get(m, ""), now.get(m, ""), 1) for m in now.keys() | kept.keys() if kept.get(m) != now.get(m)]
    for old, new, number in moves:
        went[old] += number
        came[new] += number
    stock = Counter(now.values())
    return [PhaseCount(key, stock[key] - came[key] + went[key], came[key], went[key], stock[key]) for key in KEYS]


def top_helpers(window: Window, limit: int = TOP) -> list[Helper]:
    """Members (not staff) by solutions accepted, then by different people who thanked them, in the window."""
    solutions = _solutions(window)
    thanks = _thanks(window)
    order = sorted(solutions.keys() | thanks.keys(), key=lambda m: (-solutions.get(m, 0), -thanks.get(m, (0, 0))[1], m))
    top = order[:limit]
    last = _last_posts(top)
    return [Helper(m, solutions.get(m, 0), *thanks.get(m, (0, 0)), last.get(m)) for m in top]


def _solutions(window: Window) -> dict[int, int]:
    rows = (
        select(Post.author_id, func.count())
        .join(Acceptance, Acceptance.post_id == Post.id)
        .join(Member, Member.id == Post.author_id)
        .where(Acceptance.active, Acceptance.at >= window.since, Acceptance.at < window.until)
        .where(Member.role == "member", Member.kind == "person", Acceptance.by_id != Post.author_id)
        .group_by(Post.author_id)
    )
    return dict(session().execute(rows).all())


def _thanks(window: Window) -> dict[int, tuple[int, int]]:
    rows = (
        select(Post.author_id, func.count(), func.count(Vote.voter_id.distinct()))
        .join(Vote, Vote.post_id == Post.id)
        .join(Member, Member.id == Post.author_id)
        .where(Vote.value == 1, Vote.at >= window.since, Vote.at < window.until)
        .where(Member.role == "member", Member.kind == "person", Post.kind.in_(("answer", "reply")))
        .group_by(Post.author_id)
    )
    return {member: (votes, people) for member, votes, people in session().execute(rows)}


def _last_posts(members: list[int]) -> dict[int, datetime]:
    rows = select(Post.author_id, func.max(Post.created_at)).where(Post.author_id.in_(members)).group_by(Post.author_id)
    return dict(session().execute(rows).all())


def trend(days: int, points: int = 12) -> list[tuple[date, FirstResponse, Share]]:
    """First response and solved share of the last `points` windows of `days` days each, oldest first."""
    found = []
    for back in range(points - 1, -1, -1):
        last = clock.today() - timedelta(days=back * days)
        since, until = clock.start_of(last - timedelta(days=days - 1)), clock.start_of(last + timedelta(days=1))
        window = Window(days, since, until)
        found.append((last, first_response(window), solved(window)))
    return found
