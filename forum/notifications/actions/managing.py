"""Make, change, test and remove webhooks."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session
from forum.core.errors import Conflict, Invalid
from forum.core.ports import backends
from forum.notifications.actions.delivering import event_id, owe_delivery
from forum.notifications.kinds import NAMES, TEST
from forum.notifications.models import Webhook

MOST = 20


def make_webhook(*, by: Member, name: str, url: str, kinds: Sequence[str], audience: str) -> Webhook:
    """Make a webhook. Raises Invalid for an address that is never called, Conflict when calls out are switched off."""
    if not backends().fetcher.on:
        raise Conflict("This installation makes no calls to other servers (FORUM_OUTGOING).")
    if (session().scalar(select(func.count()).select_from(Webhook)) or 0) >= MOST:
        raise Conflict("Twenty webhooks are enough.")
    made = Webhook(name=name, url=_checked(url), kinds=_known(kinds), audience=audience, salt=secrets.token_hex(16))
    made.active, made.created_by, made.created_at = True, by.id, clock.now()
    session().add(made)
    session().flush()
    return made


def change_webhook(webhook: Webhook, **changes: Any) -> None:
    """Change name, url, kinds, audience, or switch it on or off. Raises Invalid as `make_webhook` does."""
    if "url" in changes:
        _checked(changes["url"])
    if "kinds" in changes:
        changes["kinds"] = _known(changes["kinds"])
    for name, value in changes.items():
        setattr(webhook, name, value)
    session().flush()


def rotate_secret(webhook: Webhook) -> None:
    """Sign with a new secret; the old one signs too for a day."""
    webhook.old_salt, webhook.salt, webhook.rotated_at = webhook.salt, secrets.token_hex(16), clock.now()
    session().flush()


def remove_webhook(webhook: Webhook) -> None:
    """Remove a webhook and what was on its way to it."""
    session().execute(delete(Webhook).where(Webhook.id == webhook.id))


def send_test(webhook: Webhook) -> None:
    """Owe a delivery that says nothing but that it works."""
    owe_delivery(webhook.id, event_id(), TEST, {})


def _known(kinds: Sequence[str]) -> list[str]:
    unknown = set(kinds) - set(NAMES)
    if unknown or not kinds:
        raise Invalid({"kinds": "Please choose one of the possibilities."})
    return sorted(set(kinds))


def _checked(url: str) -> str:
    fault = backends().fetcher.fault(url)
    if fault:
        raise Invalid({"url": fault})
    return url
