"""What is on its way: owed in the transaction of the fact, tried by the worker, parked when it never arrives."""

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, delete, or_

from forum.core import clock
from forum.core.db import alter, session
from forum.core.errors import Conflict
from forum.core.outbox import owe
from forum.core.schedule import DayClosed
from forum.notifications.models import Delivery, Webhook

TOPIC = "webhook"
DELAYS_S = (5, 30, 120, 600, 1_800, 3_600, 10_800, 21_600, 43_200)
"""Seconds before the next try; about a day in all, then the delivery is parked."""
WAIT_S = 30
GONE = 410
KEPT, KEPT_PARKED = timedelta(days=7), timedelta(days=30)


def event_id() -> str:
    """Make the id by which a receiver recognises what it got already."""
    return f"evt_{secrets.token_hex(12)}"


def owe_delivery(webhook_id: int, event: str, kind: str, data: dict[str, Any]) -> None:
    """Write down that a webhook is to hear of something."""
    row = Delivery(webhook_id=webhook_id, event_id=event, kind=kind, data=data, state="pending", created_at=clock.now())
    session().add(row)
    session().flush()
    _again(row.id, 0)


def record(row: Delivery, *, status: int | None, error: str) -> None:
    """Note how a try went: done, to be tried later, or parked after the last one. 410 switches the webhook off."""
    tries = row.attempts + 1
    values: dict[str, Any] = {"attempts": tries, "status": status, "error": error[:200], "next_at": None}
    if not error:
        values["state"] = "done"
    elif tries > len(DELAYS_S) or status == GONE:
        values["state"] = "parked"
    else:
        delay = DELAYS_S[tries - 1]
        values["next_at"] = clock.now() + timedelta(seconds=delay)
        _again(row.id, delay)
    alter(Delivery, row.id, values)
    if status == GONE:
        alter(Webhook, row.webhook_id, {"active": False})


def wait(row_id: int) -> None:
    """Leave a delivery for a little later, without counting a try: an earlier one did not get through."""
    _again(row_id, WAIT_S)


def park(row_id: int) -> None:
    """Park a delivery whose webhook is switched off."""
    alter(Delivery, row_id, {"state": "parked", "error": "switched off", "next_at": None})


def send_again(webhook: Webhook, row: Delivery) -> None:
    """Try a delivery that was given up anew, with all its tries. Raises Conflict for any other, or when it is off."""
    if not webhook.active:
        raise Conflict("This webhook is switched off.")
    values = {"state": "pending", "attempts": 0, "error": "", "next_at": clock.now()}
    if not alter(Delivery, row.id, values, Delivery.state == "parked"):
        raise Conflict("Only what was given up can be sent again.")
    _again(row.id, 0)


def sweep_deliveries(event: DayClosed) -> None:
    """Forget deliveries a week after they arrived, a month after they did not."""
    old = and_(Delivery.state == "done", Delivery.created_at < event.at - KEPT)
    session().execute(delete(Delivery).where(or_(old, Delivery.created_at < event.at - KEPT_PARKED)))


def _again(row_id: int, delay_s: int) -> None:
    owe(TOPIC, {"delivery": row_id}, key=str(row_id), delay_s=delay_s)
