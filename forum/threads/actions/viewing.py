"""Write down how often threads were read."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select, update

from forum.core import clock
from forum.core.db import session, upsert
from forum.threads.models import Thread, ThreadView


def add_views(counted: Mapping[tuple[object, ...], int]) -> None:
    """Add views per (thread id,) to today's, in three statements. Threads that don't exist are skipped."""
    numbers = {int(str(thread_id)): number for (thread_id,), number in counted.items()}
    known = session().scalars(select(Thread.id).where(Thread.id.in_(numbers)).order_by(Thread.id)).all()
    if not known:
        return
    more = update(Thread.__table__).where(Thread.__table__.c.id == bindparam("thread"))  # type: ignore[arg-type]
    more = more.values(view_count=Thread.__table__.c.view_count + bindparam("number"))
    session().connection().execute(more, [{"thread": one, "number": numbers[one]} for one in known])
    row = upsert(ThreadView)
    row = row.on_conflict_do_update(
        index_elements=["thread_id", "day"], set_={"views": ThreadView.views + row.excluded.views}
    )
    day = clock.today()
    rows = [{"thread_id": one, "day": day, "views": numbers[one]} for one in known]
    session().connection().execute(row, rows)
