"""Facts that open pages should hear of."""

from datetime import timedelta

from forum.core import outbox
from forum.core.schedule import DayClosed
from forum.realtime import actions, channels
from forum.threads.events import PostFact

KEEP = timedelta(days=1)


def hint(event: PostFact) -> None:
    """Write down that a thread changed; demo and import tell nobody."""
    if not outbox.is_muted("hint"):
        actions.tell(channels.thread(event.thread_id))


def prune(event: DayClosed) -> None:
    """Forget hints older than a day."""
    actions.forget_before(event.at - KEEP)
