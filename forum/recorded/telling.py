"""Tells what was replayed: the game books many facts at once, everybody else hears them one by one at their time."""

from collections.abc import Sequence
from itertools import groupby

from forum import subscriptions
from forum.core import clock
from forum.core.db import transaction
from forum.core.events import Event
from forum.realtime import handlers as realtime
from forum.recorded.calendar import close_until
from forum.reputation import handlers as reputation
from forum.reputation.actions import pay_many
from forum.search import handlers as search

TOGETHER = frozenset({reputation.pay, reputation.count, reputation.count_edit})
"""What `pay_many` does for many facts at once, row for row (a test holds it)."""

UNTOLD = frozenset({search.reindex, realtime.hint})
"""Nobody is written to during an import, and the index is made anew afterwards."""

LEFT_OUT: frozenset[object] = frozenset({*TOGETHER, *UNTOLD})


def tell(facts: Sequence[Event]) -> None:
    """Let facts (in the order of their time) have their effects, day by day; days that end are closed in between."""
    for _, some in groupby(facts, key=lambda fact: clock.day_of(fact.at)):
        together = list(some)
        close_until(together[0].at)
        pay_many(together)
        for fact in together:
            tell_others(fact)


def tell_others(fact: Event) -> None:
    """Let everybody but the game hear a fact at its time."""
    handlers = [handler for handler in subscriptions.EVENTS.get(type(fact), ()) if handler not in LEFT_OUT]
    if handlers:
        with clock.shifted(fact.at), transaction():
            for handler in handlers:
                handler(fact)
