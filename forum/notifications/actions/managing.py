"""Make, change, test and remove webhooks."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select

from forum.accounts.models import Member
from forum.core import clock, shield
from forum.core.db import session
from forum.core.errors import Conflict, Invalid
from forum.core.markup import clean_text
from forum.core.ports import backends
from forum.notifications.actions.delivering import event_id, owe_delivery
from forum.notifications.kinds import NAMES, TEST
from forum.notifications.models import Webhook
from forum.threads.models.category import AUDIENCES

MOST, MAX_NAME = 20, 60


def make_webhook(*, by: Member, name: str, url: str, kinds: Sequence[str], audience: str) -> Webhook:
    """Make a webhook. Raises Invalid naming every field that is wrong, Conflict when calls out are switched off."""
    if not backends().fetcher.on:
        raise Conflict("This installation makes no calls to other servers (FORUM_OUTGOING).")
    if (session().scalar(select(func.count()).select_from(Webhook)) or 0) >= MOST:
        raise Conflict("Twenty webhooks are enough.")
    given = _checked({"name": name, "url": url, "kinds": kinds, "audience": audience})
    made = Webhook(**given, salt=secrets.token_hex(16))
    made.active, made.created_by, made.created_at = True, by.id, clock.now()
    session().add(made)
    session().flush()
    return made


def change_webhook(webhook: Webhook, **changes: Any) -> None:
    """Change name, url, kinds, audience, or switch it on or off. Raises Invalid as `make_webhook` does."""
    new = {name: value for name, value in changes.items() if value != getattr(webhook, name)}
    for name, value in _checked(new).items():
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


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    personal: dict[str, Sequence[str]] = {}
    for name, value in given.items():
        try:
            found[name] = CHECKS[name](value) if name in CHECKS else value
        except Invalid as error:
            wrong |= error.fields
            personal |= error.personal
    if wrong:
        raise Invalid(wrong, personal)
    return found


def _name(typed: str) -> str:
    name = " ".join(clean_text(typed).split())
    if not name:
        raise Invalid({"name": "Please fill this in."})
    if len(name) > MAX_NAME:
        raise Invalid({"name": "This is too long."})
    shield.refuse(name, "name")
    return name


def _url(url: str) -> str:
    fault = backends().fetcher.fault(url)
    if fault:
        raise Invalid({"url": fault})
    shield.refuse(url, "url")
    return url


def _kinds(kinds: Sequence[str]) -> list[str]:
    unknown = set(kinds) - set(NAMES)
    if unknown or not kinds:
        raise Invalid({"kinds": "Please choose at least one of the possibilities."})
    return sorted(set(kinds))


def _audience(audience: str) -> str:
    if audience not in AUDIENCES:
        raise Invalid({"audience": "Please choose one of the possibilities."})
    return audience


CHECKS = {"name": _name, "url": _url, "kinds": _kinds, "audience": _audience}
