"""Names of channels and who may join them."""

import re

from forum.access import Permission, can
from forum.accounts.queries import Person
from forum.core.errors import NotVisible
from forum.threads import queries

THREAD = re.compile(r"thread:([0-9]{1,18})")


def thread(thread_id: int) -> str:
    """Give the channel of a thread."""
    return f"thread:{thread_id}"


def may_join(who: Person, channel: str) -> bool:
    """Ask the guard, as a page would; unknown channels and guests get a no."""
    found = THREAD.fullmatch(channel)
    if found is None or who.member is None:
        return False
    try:
        return can(Permission.THREAD_READ, queries.thread(int(found[1])), who.actor)
    except NotVisible:
        return False
