"""What all steps share: one row moves from a state it must be in, and a decision has its reason."""

from typing import Any

from sqlalchemy import update

from forum.core import shield
from forum.core.db import session
from forum.core.errors import Conflict, Invalid
from forum.mandates.models import Grant, Nomination

MOVED_ON = "Meanwhile this has changed. Look at it again, then decide."
MAX_REASON = 500


def step(row: Nomination | Grant, old: tuple[str, ...], new: str, **values: Any) -> None:
    """Move a nomination or mandate from one of `old` to `new`; raises Conflict when it is in none of them."""
    table: Any = type(row)
    change = update(table).where(table.id == row.id, table.state.in_(old)).values(state=new, **values)
    if not session().execute(change).rowcount:  # type: ignore[attr-defined]
        raise Conflict(MOVED_ON)


def reasoned(reason: str) -> str:
    """Give a reason, trimmed; raises Invalid when it is missing, longer than 500 characters or holds a hard kind."""
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": "Please say in a sentence why."})
    if len(reason) > MAX_REASON or "\x00" in reason:
        raise Invalid({"reason": "Please keep it to 500 characters."})
    shield.refuse(reason, "reason")
    return reason
