"""Reads of webhooks; the caller asks the guard."""

from collections.abc import Sequence

from sqlalchemy import func, select

from forum.core.db import session
from forum.core.errors import NotVisible
from forum.core.pagination import Page, decode, page
from forum.notifications.models import Delivery, Webhook

SIZE = 50


def webhooks() -> Sequence[Webhook]:
    """Every webhook, oldest first; there are twenty at most."""
    return session().scalars(select(Webhook).order_by(Webhook.id)).all()


def webhook(webhook_id: int) -> Webhook:
    """Give a webhook; raises NotVisible."""
    found = session().get(Webhook, webhook_id, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


def unfinished() -> dict[int, dict[str, int]]:
    """Count by webhook what is on its way (`pending`) and what was given up (`parked`); one statement."""
    rows = select(Delivery.webhook_id, Delivery.state, func.count()).where(Delivery.state != "done")
    found: dict[int, dict[str, int]] = {}
    for webhook_id, state, number in session().execute(rows.group_by(Delivery.webhook_id, Delivery.state)):
        found.setdefault(webhook_id, {})[state] = number
    return found


def delivery(webhook: Webhook, delivery_id: int) -> Delivery:
    """Give one of a webhook's deliveries; raises NotVisible."""
    found = session().get(Delivery, delivery_id, populate_existing=True)
    if found is None or found.webhook_id != webhook.id:
        raise NotVisible
    return found


def deliveries(webhook_id: int, cursor: str | None = None, state: str = "") -> Page[Delivery]:
    """Give what was and is on its way to a webhook, newest first, fifty a page."""
    rows = select(Delivery).where(Delivery.webhook_id == webhook_id)
    if state:
        rows = rows.where(Delivery.state == state)
    key = decode(cursor, (int,))
    if key is not None:
        rows = rows.where(Delivery.id < key[0])
    found = session().scalars(rows.order_by(Delivery.id.desc()).limit(SIZE + 1)).all()
    return page(found, SIZE, lambda row: (row.id,))
