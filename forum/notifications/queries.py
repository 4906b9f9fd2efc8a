"""Reads of webhooks; the caller asks the guard."""

from collections.abc import Sequence

from sqlalchemy import select

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
