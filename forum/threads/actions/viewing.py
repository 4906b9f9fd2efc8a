"""Write down how often threads were read."""

from collections.abc import Mapping

from sqlalchemy import update

from forum.core import clock
from forum.core.db import session, upsert
from forum.threads.models import Thread, ThreadView


def add_views(counted: Mapping[tuple[object, ...], int]) -> None:
    """Add views per (thread id,) to today's. Threads that don't exist are skipped."""
    day = clock.today()
    for (thread_id,), number in sorted(counted.items(), key=repr):
        done = session().execute(
            update(Thread).where(Thread.id == thread_id).values(view_count=Thread.view_count + number)
        )
        if done.rowcount:  # type: ignore[attr-defined]
            row = upsert(ThreadView).values(thread_id=thread_id, day=day, views=number)
            more = {"views": ThreadView.views + number}
            session().execute(row.on_conflict_do_update(index_elements=["thread_id", "day"], set_=more))
