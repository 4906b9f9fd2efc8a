"""Say that one has the same question, or take it back. It pays nobody and asks nothing of anybody."""

from sqlalchemy import delete

from forum.core import clock
from forum.core.db import alter, session, upsert
from forum.core.errors import Invalid
from forum.threads.models import MeToo, Thread


def me_too(member_id: int, thread: Thread, *, on: bool) -> bool:
    """Say it or take it back; false when it was so already. Raises Invalid for anything but a question.

    The row decides, so that parallel clicks of any number of processes count once.
    """
    if thread.kind != "question":
        raise Invalid({"": "Only a question can be shared."})
    if on:
        row = upsert(MeToo).values(thread_id=thread.id, member_id=member_id, at=clock.now())
        done = session().scalar(row.on_conflict_do_nothing().returning(MeToo.thread_id)) is not None
    else:
        gone = delete(MeToo).where(MeToo.thread_id == thread.id, MeToo.member_id == member_id)
        done = bool(session().execute(gone).rowcount)  # type: ignore[attr-defined]
    if done:
        alter(Thread, thread.id, {"me_too_count": Thread.me_too_count + (1 if on else -1)})
    return done
