"""Keep which threads are about the same, as search tells it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select

from forum.core.db import session, upsert
from forum.threads.models import Category, Thread, ThreadFit
from forum.threads.models.category import AUDIENCES

KEPT = 8


def keep_fits(thread_id: int, close: Mapping[int, int]) -> None:
    """Keep the threads closest to one (id → closeness), and it with those whose readers may all read it."""
    session().execute(delete(ThreadFit).where(ThreadFit.thread_id == thread_id))
    others = [other for other in _readable_beside(thread_id, close) if other != thread_id]
    rows = [{"thread_id": thread_id, "related_id": other, "closeness": close[other]} for other in close]
    rows += [{"thread_id": other, "related_id": thread_id, "closeness": close[other]} for other in others]
    if rows:
        insert = upsert(ThreadFit)
        newer = {"closeness": insert.excluded.closeness}
        session().execute(insert.on_conflict_do_update(index_elements=["thread_id", "related_id"], set_=newer), rows)
    for other in others:
        _trim(other)


def _readable_beside(thread_id: int, others: Iterable[int]) -> list[int]:
    """Those of some threads whose audience is within that of a thread; others' readers would only see a gap."""
    told = select(Thread.id, Category.audience).join(Category, Category.id == Thread.category_id)
    ids = [thread_id, *others]
    audience = {row.id: AUDIENCES.index(row.audience) for row in session().execute(told.where(Thread.id.in_(ids)))}
    return sorted(other for other in audience if audience[other] >= audience[thread_id])


def _trim(thread_id: int) -> None:
    closest = select(ThreadFit.related_id).where(ThreadFit.thread_id == thread_id)
    kept = session().scalars(closest.order_by(ThreadFit.closeness.desc(), ThreadFit.related_id.desc()).limit(KEPT))
    beyond = delete(ThreadFit).where(ThreadFit.thread_id == thread_id, ThreadFit.related_id.not_in(kept.all()))
    session().execute(beyond)
