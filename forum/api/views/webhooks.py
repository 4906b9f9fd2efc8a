"""`webhooks`: whom the house tells of what happens; for the leading."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from forum.access import Permission, ensure
from forum.accounts.queries import actor
from forum.api import forms
from forum.api import webhook_schemas as schemas
from forum.api.views.room import CLICK, PREFIX, Write, following, operation, writing
from forum.core.ports import backends
from forum.notifications import actions, queries
from forum.notifications.models import Webhook
from forum.notifications.signing import secret_of

MANAGE = Permission.WEBHOOK_MANAGE
managing = partial(operation, tag="webhooks", scope="manage")


def described(hook: Webhook, *, secret: bool = False) -> dict[str, Any]:
    """Describe a webhook, with its secret only when it is new."""
    names = ("id", "name", "url", "kinds", "audience", "active", "created_at", "rotated_at")
    told = secret_of(backends().key, hook) if secret else None
    return {name: getattr(hook, name) for name in names} | {"secret": told}


def once(act: Write, hook: Webhook, *, location: str = "") -> None:
    """Tell the secret in this answer, and keep none of it for a repeated one."""
    act.says(described(hook, secret=True), keeps=described(hook), location=location)


@managing("/webhooks", answer=schemas.Webhooks)
def list_webhooks() -> Any:
    """Every webhook."""
    ensure(MANAGE, None, actor())
    return {"items": [described(hook) for hook in queries.webhooks()], "next": None}


@managing("/webhooks", "POST", takes=forms.NewWebhook, answer=schemas.Webhook, status=201, may=(409,), limit=CLICK)
def make_webhook(sent: Mapping[str, Any]) -> Any:
    """Make a webhook. The secret is in this answer and nowhere else; a repeated answer leaves it out."""
    with writing() as act:
        ensure(MANAGE, None, act.actor)
        hook = actions.make_webhook(by=act.member, **sent)
        once(act, hook, location=f"{PREFIX}/webhooks/{hook.id}")
    return act.answer


@managing("/webhooks/<id:webhook_id>", answer=schemas.Webhook)
def get_webhook(webhook_id: int) -> Any:
    """One webhook."""
    ensure(MANAGE, None, actor())
    return described(queries.webhook(webhook_id))


@managing("/webhooks/<id:webhook_id>", "PATCH", takes=forms.WebhookChange, answer=schemas.Webhook, limit=CLICK)
def change_webhook(sent: Mapping[str, Any], webhook_id: int) -> Any:
    """Change a webhook, or switch it off and on."""
    with writing() as act:
        ensure(MANAGE, None, act.actor)
        hook = queries.webhook(webhook_id)
        actions.change_webhook(hook, **sent)
        act.says(described(hook))
    return act.answer


@managing("/webhooks/<id:webhook_id>", "DELETE", status=204, limit=CLICK)
def remove_webhook(webhook_id: int) -> Any:
    """Remove a webhook and what is on its way to it."""
    with writing() as act:
        ensure(MANAGE, None, act.actor)
        actions.remove_webhook(queries.webhook(webhook_id))
    return act.answer


@managing("/webhooks/<id:webhook_id>/secret", "POST", answer=schemas.Webhook, status=201, limit=CLICK)
def rotate_secret(webhook_id: int) -> Any:
    """Make a new secret; the old one signs too for a day. A repeated answer leaves the secret out."""
    with writing() as act:
        ensure(MANAGE, None, act.actor)
        hook = queries.webhook(webhook_id)
        actions.rotate_secret(hook)
        once(act, hook)
    return act.answer


@managing("/webhooks/<id:webhook_id>/test", "POST", status=204, limit=CLICK)
def send_test(webhook_id: int) -> Any:
    """Send a delivery of type `webhook.test`; how it went stands among the deliveries."""
    with writing() as act:
        ensure(MANAGE, None, act.actor)
        actions.send_test(queries.webhook(webhook_id))
    return act.answer


@managing("/webhooks/<id:webhook_id>/deliveries", takes=forms.Deliveries, answer=schemas.Deliveries)
def list_deliveries(wanted: Mapping[str, str], webhook_id: int) -> Any:
    """What was and is on its way, parked ones included."""
    ensure(MANAGE, None, actor())
    hook = queries.webhook(webhook_id)
    page = queries.deliveries(hook.id, wanted["after"], wanted["state"])
    return {"items": page.items, "next": following(page.next_cursor, state=wanted["state"])}


@managing(
    "/webhooks/<id:webhook_id>/deliveries/<id:delivery_id>/retry",
    "POST",
    answer=schemas.Delivery,
    may=(409,),
    limit=CLICK,
)
def retry_delivery(webhook_id: int, delivery_id: int) -> Any:
    """Send a delivery again that was given up; its `event` stays the same."""
    with writing() as act:
        ensure(MANAGE, None, act.actor)
        hook = queries.webhook(webhook_id)
        row = queries.delivery(hook, delivery_id)
        actions.send_again(hook, row)
        act.says(row)
    return act.answer
