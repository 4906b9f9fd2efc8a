"""Awards and posts ↔ counters and leaderboard rows."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.reputation.engine.measures import MonthMove, Tick, distinct, month_moves, ticks
from forum.reputation.engine.measures import Tally as Key
from forum.reputation.engine.state import Change
from forum.reputation.models import StandingMonth, Tally
from forum.reputation.queries.live import live_awards
from forum.threads.models import Post, Thread

FROM_POSTS = frozenset({"answers", "active_day", "renewed", "renewals"})


def rollups() -> Iterator[str]:
    """Every counter and leaderboard row that awards move is what the live awards say."""
    counters, rows = _derived()
    shown: dict[Key, int] = {}
    for row in session().execute(select(Tally.member_id, Tally.path, Tally.name, Tally.a, Tally.b, Tally.value)):
        key = Key(*row[:5])
        if key.name not in FROM_POSTS and not key.name.startswith("cap:"):
            shown[key] = row[5]
    yield from _compare(counters, shown)
    yield from _months(rows)


def _months(rows: dict[tuple[int, str, int], list[int]]) -> Iterator[str]:
    columns = (StandingMonth.points, StandingMonth.deeds, StandingMonth.people)
    key = (StandingMonth.member_id, StandingMonth.path, StandingMonth.month)
    shown = {(row[0], row[1], row[2]): tuple(row[3:]) for row in session().execute(select(*key, *columns))}
    for where in sorted(rows.keys() | shown.keys()):
        expected, found = tuple(rows.get(where, (0, 0, 0))), shown.get(where, (0, 0, 0))
        if expected != found:
            yield f"leaderboard {where} says {found} (points, deeds, people), the awards say {expected}"


def answers() -> Iterator[str]:
    """Answers shown and days with an answer are what the posts say."""
    columns = (Post.author_id, Post.kind, Post.created_at)
    mine = (Post.author_role == "member", Post.state == "shown", Thread.state == "shown")
    posts = select(*columns).join(Thread, Thread.id == Post.thread_id)
    due: Counter[Key] = Counter()
    for author, kind, at in session().execute(posts.where(*mine, Post.kind.in_(("answer", "reply")))):
        due[Key(author, "", "active_day", clock.day_of(at).toordinal())] += 1
        due[Key(author, "", "answers")] += kind == "answer"
    names = (Tally.name.in_(("answers", "active_day")),)
    rows = session().execute(
        select(Tally.member_id, Tally.path, Tally.name, Tally.a, Tally.b, Tally.value).where(*names)
    )
    yield from _compare(due, {Key(*row[:5]): row[5] for row in rows})


def _derived() -> tuple[dict[Key, int], dict[tuple[int, str, int], list[int]]]:
    """Run every live award through the engine's measures as if it were granted now."""
    counters: Counter[Key] = Counter()
    changes = [
        Change(kind="grant", award=award, amount=award.amount, wanted=award.amount, cause="", at=clock.now())
        for award in live_awards()
    ]
    results: list[tuple[Tick, int]] = [(tick, tick.by) for tick in ticks(changes)]
    for tick, value in results:
        counters[tick.tally] = value
    for tick in distinct(results):
        counters[tick.tally] += tick.by
    rows: dict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for move in month_moves(changes, results):
        _add(rows[move.member_id, move.path, move.month], move)
    return counters, rows


def _add(row: list[int], move: MonthMove) -> None:
    row[0] += move.points
    row[1] += move.deeds
    row[2] += move.people


def _compare(due: dict[Key, int], shown: dict[Key, int]) -> Iterator[str]:
    for key in sorted(due.keys() | shown.keys()):
        if due.get(key, 0) != shown.get(key, 0):
            yield f"counter {tuple(key)} says {shown.get(key, 0)}, recounted {due.get(key, 0)}"
