"""What `forum doctor` asks of this room: nothing that webhooks wait for was given up."""

from collections.abc import Iterator

from sqlalchemy import func, select

from forum.core.db import session
from forum.notifications.models import Delivery, Webhook


def parked() -> Iterator[str]:
    """Name every active webhook with deliveries that were given up."""
    rows = select(Webhook.id, Webhook.name, func.count()).join(Delivery, Delivery.webhook_id == Webhook.id)
    rows = rows.where(Webhook.active, Delivery.state == "parked").group_by(Webhook.id, Webhook.name)
    for webhook_id, name, number in session().execute(rows.order_by(Webhook.id)):
        yield f"webhook {webhook_id} ({name}): {number} deliveries were given up"
