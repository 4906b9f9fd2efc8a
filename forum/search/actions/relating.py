"""Find which threads are about the same, so that a page can show them without looking."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.core import outbox
from forum.core.db import session, transaction
from forum.search.queries import near
from forum.threads.actions.relating import KEPT, keep_fits
from forum.threads.models import Thread
from forum.threads.models.category import AUDIENCES

RELATED = "related"
AT_REBUILD = 200
"""Newest threads that are related when everything is made anew; older ones keep what they have, or go by tags."""
CLOSE = 0.3


def owe_related(thread_id: int) -> None:
    """Note in this transaction that what fits with a thread must be looked for."""
    outbox.owe(RELATED, {"thread": thread_id}, key=f"thread:{thread_id}")


def relate(payloads: list[outbox.Payload]) -> None:
    """Look for what fits with the threads named by outbox rows, a short transaction each."""
    relate_all(sorted({int(payload["thread"]) for payload in payloads}))


def relate_all(ids: Sequence[int]) -> None:
    """Look for what fits with shown threads; only among what all their readers may see."""
    shown = select(Thread).options(joinedload(Thread.category)).where(Thread.id.in_(ids), Thread.state == "shown")
    told = [(one.id, one.title, one.category.audience) for one in session().scalars(shown.order_by(Thread.id))]
    for thread_id, title, audience in told:
        readable = AUDIENCES[: AUDIENCES.index(audience) + 1]
        found = [one for one in near(title, readable, KEPT + 1) if one[0] != thread_id and one[1] >= CLOSE]
        with transaction():
            keep_fits(thread_id, {other: round(1000 * min(1.0, close)) for other, close in found[:KEPT]})


def newest() -> Sequence[int]:
    """Give the threads that are related at a rebuild."""
    shown = select(Thread.id).where(Thread.state == "shown").order_by(Thread.id.desc()).limit(AT_REBUILD)
    return session().scalars(shown).all()
