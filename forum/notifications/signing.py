"""Signatures as Standard Webhooks has them: HMAC-SHA256 over id, time and body, several while a secret changes."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from forum.notifications.models import Webhook

OVERLAP = timedelta(days=1)


def _key(root: bytes, salt: str) -> bytes:
    return hmac.digest(root, f"webhook:{salt}".encode(), hashlib.sha256)


def secret_of(root: bytes, webhook: Webhook) -> str:
    """Give the secret a receiver checks with; `root` is the installation's key."""
    return "whsec_" + base64.b64encode(_key(root, webhook.salt)).decode()


def headers_of(root: bytes, webhook: Webhook, event: str, body: bytes, now: datetime) -> dict[str, str]:
    """Give the headers of a delivery."""
    salts = [webhook.salt]
    if webhook.old_salt and webhook.rotated_at is not None and now - webhook.rotated_at < OVERLAP:
        salts.append(webhook.old_salt)
    stamp = str(int(now.timestamp()))
    signed = f"{event}.{stamp}.".encode() + body
    marks = [base64.b64encode(hmac.digest(_key(root, salt), signed, hashlib.sha256)).decode() for salt in salts]
    return {
        "content-type": "application/json",
        "webhook-id": event,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{mark}" for mark in marks),
    }
