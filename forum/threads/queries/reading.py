"""What is new to a member: threads begun since their last visit, answers written since they read."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, or_, select

from forum.access import Actor
from forum.accounts.models import Visit
from forum.core import clock, telemetry
from forum.core.db import session
from forum.core.pagination import micros_of, moment
from forum.threads.models import AllRead, Post, Reading, Thread
from forum.threads.queries.cursors import cursor_at
from forum.threads.queries.places import ANSWERS, MANY
from forum.threads.queries.taking_part import mine_in

WHOLE = 0
"""Stands for a thread that is new altogether."""

_ME: BindParameter[int] = bindparam("me")
_LATER = (
    select(Post.id)
    .where(Post.thread_id == Thread.id, Post.kind.in_(ANSWERS), Post.state == "shown", Post.author_id != _ME)
    .where(Post.created_at > Reading.seen_until, or_(AllRead.at.is_(None), Post.created_at > AllRead.at))
    .correlate(Thread, Reading, AllRead)
    .limit(MANY)
    .subquery()
)
_VISITED = select(func.max(Visit.day)).where(Visit.member_id == _ME, Visit.day < bindparam("today"))
_NEWS = (
    select(
        Thread.id,
        Thread.author_id,
        Thread.created_at,
        Thread.last_activity_at,
        Reading.seen_until,
        AllRead.at.label("all_read"),
        _VISITED.scalar_subquery().label("visited"),
        select(func.count()).select_from(_LATER).scalar_subquery().label("later"),
    )
    .outerjoin(Reading, and_(Reading.thread_id == Thread.id, Reading.member_id == _ME))
    .outerjoin(AllRead, AllRead.member_id == _ME)
    .where(Thread.id.in_(bindparam("ids", expanding=True)))
)


def news(thread_ids: Sequence[int], actor: Actor) -> dict[int, int]:
    """Give the threads of some that hold something new to the actor: how many answers by others (99 at most).

    WHOLE stands for a thread that others began since the actor's last visit and that they did not open yet; before a
    second visit nothing is. What this process noticed and did not write yet counts. One statement, built once.
    """
    if actor.id is None or not thread_ids:
        return {}
    asked = {"me": actor.id, "today": clock.today(), "ids": list(thread_ids)}
    rows = session().execute(_NEWS, asked)
    fresh = {row.id: _fresh(row, actor.id) for row in rows}
    return {thread_id: number for thread_id, number in fresh.items() if number is not None}


def _fresh(row: Any, me: int) -> int | None:
    """Say what is new in a thread: a number of answers, WHOLE, or nothing."""
    noticed = telemetry.reached("read", (me, row.id))
    if row.seen_until is not None:
        return row.later if row.later and noticed < micros_of(row.last_activity_at) else None
    if noticed or row.author_id == me or row.visited is None:
        return None
    since = max(clock.start_of(row.visited), row.all_read or clock.start_of(row.visited))
    return WHOLE if row.created_at > since else None


def read_cursor(thread_id: int, actor: Actor) -> str:
    """Give the cursor after what the actor knows; empty when they never opened the thread. One statement."""
    known = mine_in(thread_id, actor).known
    return cursor_at(moment(known), 2**31 - 1) if known else ""
