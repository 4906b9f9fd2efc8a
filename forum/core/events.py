"""Typed facts, handled in the same transaction, in the order `forum/subscriptions.py` states."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact in the past tense. `at` is the aware UTC instant at which it became true."""

    at: datetime


# A handler takes the one event type it subscribed to; the table pairs them, so the argument is left open here.
Handler = Callable[..., None]
Table = Mapping[type[Event], Sequence[Handler]]

_table: dict[type[Event], tuple[Handler, ...]] = {}


def wire(table: Table) -> None:
    """Replace the subscription table; called once by the composition root."""
    _table.clear()
    _table.update({kind: tuple(handlers) for kind, handlers in table.items()})


def enqueue(session: Session, event: Event) -> None:
    """Put an event behind the others of this transaction."""
    session.info.setdefault("events", deque()).append(event)


def waiting(session: Session) -> Sequence[Event]:
    """Give the events that this transaction has still to tell, in their order."""
    return tuple(session.info.get("events", ()))


def drain(session: Session) -> None:
    """Run the handlers of queued events first in, first out, until none is left.

    Not re-entrant: what handlers publish waits for the running drain. An error in a handler undoes the transaction.
    """
    queue: deque[Event] = session.info.setdefault("events", deque())
    if session.info.get("draining"):
        return
    session.info["draining"] = True
    try:
        while queue:
            event = queue.popleft()
            for handler in _table.get(type(event), ()):
                handler(event)
    finally:
        session.info["draining"] = False
