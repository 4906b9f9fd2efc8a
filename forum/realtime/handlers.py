"""Facts that open pages should hear of."""

from datetime import timedelta

from sqlalchemy import delete

from forum.core import clock, outbox
from forum.core.db import session, upsert
from forum.core.schedule import DayClosed
from forum.realtime import channels
from forum.realtime.models import Hint
from forum.threads.events import PostFact

KEEP = timedelta(days=1)


def hint(event: PostFact) -> None:
    """Write down that a thread changed; demo and import tell nobody."""
    if not outbox.is_muted("hint"):
        row = upsert(Hint).values(channel=channels.thread(event.thread_id), at=clock.now())
        session().execute(row)


def prune(event: DayClosed) -> None:
    """Forget hints older than a day."""
    session().execute(delete(Hint).where(Hint.at < event.at - KEEP))
