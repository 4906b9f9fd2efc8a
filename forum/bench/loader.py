"""Writes the bench community in bulk: the rows that the ordinary actions would leave, a hundred times faster.

People and topics go through the actions, points through the engine's bulk path; only the conversation is written here.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import func, insert, select, update

from forum.accounts.actions import create_member
from forum.bench.plan import EXPERTS, Planned, Size, plan
from forum.bench.rows import Batch, Topics
from forum.bench.words import TOPICS
from forum.core import clock, outbox, schedule
from forum.core.db import session, transaction
from forum.core.slugs import slugify
from forum.reputation.actions.many import pay_many
from forum.subscriptions import WORK
from forum.threads.actions import create_category
from forum.threads.models import Category, Post, Tag, Thread

BATCH = 50
Progress = Callable[[int], object]


def settle_people(size: Size) -> tuple[list[int], list[int]]:
    """Make topics and people by the ordinary actions; give their ids (members, then experts)."""
    with clock.shifted(size.joined), outbox.muted(*WORK, "hint", "audit"), transaction():
        topics = [
            create_category(slug=slugify(name), name=name, description=f"Alles über {name}", position=position).id
            for position, name in enumerate(TOPICS)
        ]
        names = [(f"mitglied{number}", "member") for number in range(size.members)]
        names += [(f"fachperson{number}", "expert") for number in range(EXPERTS)]
        people = [create_member(name, role=role, fields=topics if role == "expert" else ()).id for name, role in names]
    return topics, people


def load(size: Size, progress: Progress = lambda _done: None) -> None:
    """Fill an empty database; `progress` hears the number of threads written."""
    topics, people = settle_people(size)
    threads, done = plan(size), 0
    state = Topics(topics, people, size)
    with outbox.muted(*WORK, "hint", "audit"):
        while part := list(islice(threads, BATCH)):
            with transaction():
                _write(Batch(state, _next(Thread), _next(Post)), part)
            session().expunge_all()
            done += len(part)
            progress(done)


def _next(table: type[Thread] | type[Post]) -> int:
    return (session().scalar(select(func.max(table.id))) or 0) + 1


def _write(batch: Batch, part: Sequence[Planned]) -> None:
    with clock.shifted(part[-1].posts[-1].at):
        for planned in part:
            batch.add(planned)
        for table, rows in batch.rows.items():
            if rows:
                session().execute(insert(table), rows)
        pay_many(batch.events)
    _keep_counts(batch.state)


def _keep_counts(state: Topics) -> None:
    for category_id, count in state.counts.items():
        values: dict[str, Any] = {"thread_count": count, "last_activity_at": state.active[category_id]}
        session().execute(update(Category).where(Category.id == category_id).values(values))
    for tag_id, uses in state.uses.items():
        session().execute(update(Tag).where(Tag.id == tag_id).values(uses=uses))


def close_last_day() -> None:
    """Begin the calendar with yesterday and close it: figures and phases are there, as on any other morning."""
    with transaction():
        schedule.begin(clock.today() - timedelta(days=1))
    schedule.close_missed()
