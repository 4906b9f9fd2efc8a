"""The verbs of webhooks; each runs inside `transaction()`."""

from forum.notifications.actions.delivering import owe_delivery, record, send_again, sweep_deliveries
from forum.notifications.actions.managing import change_webhook, make_webhook, remove_webhook, rotate_secret, send_test

__all__ = [
    "change_webhook",
    "make_webhook",
    "owe_delivery",
    "record",
    "remove_webhook",
    "rotate_secret",
    "send_again",
    "send_test",
    "sweep_deliveries",
]
