"""Write hints down, and forget old ones."""

from datetime import datetime

from sqlalchemy import delete, insert

from forum.core import clock
from forum.core.db import session
from forum.realtime.models import Hint

_HINT = insert(Hint)


def tell(channel: str) -> None:
    """Note in this transaction that a channel changed."""
    session().connection().execute(_HINT, {"channel": channel, "at": clock.now()})


def forget_before(at: datetime) -> None:
    """Forget hints older than an instant."""
    session().execute(delete(Hint).where(Hint.at < at))
