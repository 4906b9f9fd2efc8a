"""Write hints down, and forget old ones."""

from datetime import datetime

from sqlalchemy import delete

from forum.core import clock
from forum.core.db import session, upsert
from forum.realtime.models import Hint


def tell(channel: str) -> None:
    """Note in this transaction that a channel changed."""
    session().execute(upsert(Hint).values(channel=channel, at=clock.now()))


def forget_before(at: datetime) -> None:
    """Forget hints older than an instant."""
    session().execute(delete(Hint).where(Hint.at < at))
