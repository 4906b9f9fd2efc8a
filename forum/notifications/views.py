"""Pages of webhooks: whom the house tells of what happens, and how each delivery went; for the leading.

Every verb is the API's: the same actions and the same permission. A secret is shown in the answer that made it only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, flash

from forum.access import Permission, ensure
from forum.accounts.models import Member
from forum.accounts.queries import Person, acting, actor
from forum.core import web
from forum.core.errors import Invalid, Refused
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.ports import backends
from forum.notifications import actions, queries
from forum.notifications.forms import switched_on, webhook_typed
from forum.notifications.kinds import NAMES
from forum.notifications.models import STATES, Webhook
from forum.notifications.signing import secret_of
from forum.threads.models.category import AUDIENCES

blueprint = Blueprint("notifications", __name__)
CLICK = "60 per minute"
MANAGE = Permission.WEBHOOK_MANAGE


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and what is wrong with it."""

    values: Mapping[str, Any] = field(default_factory=lambda: {"kinds": (), "audience": "public"})
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def wrong(cls, values: Mapping[str, Any], invalid: Invalid) -> "Typed":
        """Keep what was typed, with its faults in the reader's words."""
        web.forget_person()
        return cls(values, {name: _(text) for name, text in invalid.fields.items()})


def me(who: Person) -> Member:
    """Give the member who acts; raises Refused when the session ended meanwhile."""
    if who.member is None:
        raise Refused("Please sign in first.")
    return who.member


@blueprint.get("/webhooks")
@web.members_only
@web.private
def webhooks() -> web.Answer:
    """Show every webhook and the form for another one."""
    ensure(MANAGE, None, actor())
    return every(Typed())


@blueprint.post("/webhooks")
@limiter.limit(CLICK)
@web.members_only
@web.private
def make_webhook() -> web.Answer:
    """Make a webhook and show its secret, this once; so the answer is the page itself."""
    values = webhook_typed()
    try:
        with acting() as who:
            ensure(MANAGE, None, who.actor)
            hook = actions.make_webhook(by=me(who), **values)
    except Invalid as invalid:
        return every(Typed.wrong(values, invalid), 422)
    return one(hook, secret=True)


@blueprint.get("/webhooks/<id:webhook_id>")
@web.members_only
@web.private
def webhook(webhook_id: int) -> web.Answer:
    """Show a webhook with its deliveries."""
    ensure(MANAGE, None, actor())
    return one(queries.webhook(webhook_id))


@blueprint.post("/webhooks/<id:webhook_id>")
@limiter.limit(CLICK)
@web.members_only
@web.private
def change_webhook(webhook_id: int) -> web.Answer:
    """Change a webhook, or switch it off and on."""
    values = webhook_typed() | {"active": switched_on()}
    try:
        done(webhook_id, lambda hook: actions.change_webhook(hook, **values))
    except Invalid as invalid:
        return one(queries.webhook(webhook_id), Typed.wrong(values, invalid), status=422)
    flash(_("Saved."), "ok")
    return web.see_other(f"/webhooks/{webhook_id}")


@blueprint.post("/webhooks/<id:webhook_id>/secret")
@limiter.limit(CLICK)
@web.members_only
@web.private
def rotate_secret(webhook_id: int) -> web.Answer:
    """Make a new secret and show it, this once."""
    return one(done(webhook_id, actions.rotate_secret), secret=True)


@blueprint.post("/webhooks/<id:webhook_id>/test")
@limiter.limit(CLICK)
@web.members_only
def send_test(webhook_id: int) -> web.Answer:
    """Send a delivery that says nothing but that it works."""
    done(webhook_id, actions.send_test)
    flash(_("On its way. How it went stands among the deliveries."), "ok")
    return web.see_other(f"/webhooks/{webhook_id}#deliveries")


@blueprint.post("/webhooks/<id:webhook_id>/deliveries/<id:delivery_id>/retry")
@limiter.limit(CLICK)
@web.members_only
def retry_delivery(webhook_id: int, delivery_id: int) -> web.Answer:
    """Send a delivery again that was given up."""
    done(webhook_id, lambda hook: actions.send_again(hook, queries.delivery(hook, delivery_id)))
    flash(_("On its way. How it went stands among the deliveries."), "ok")
    return web.see_other(f"/webhooks/{webhook_id}#deliveries")


@blueprint.post("/webhooks/<id:webhook_id>/remove")
@limiter.limit(CLICK)
@web.members_only
def remove_webhook(webhook_id: int) -> web.Answer:
    """Remove a webhook and what is on its way to it."""
    done(webhook_id, actions.remove_webhook)
    flash(_("The webhook is gone, and what was on its way to it."), "ok")
    return web.see_other("/webhooks")


def done(webhook_id: int, act: Callable[[Webhook], object]) -> Webhook:
    """Ask the guard and act in one transaction; give the webhook."""
    with acting() as who:
        ensure(MANAGE, None, who.actor)
        hook = queries.webhook(webhook_id)
        act(hook)
    return hook


def every(typed: Typed, status: int = 200) -> web.Answer:
    """Render the list beside the form."""
    return web.page(
        "notifications/webhooks.html",
        status,
        rows=queries.webhooks(),
        unfinished=queries.unfinished(),
        typed=typed,
        **choices(),
    )


def one(hook: Webhook, typed: Typed | None = None, *, secret: bool = False, status: int = 200) -> web.Answer:
    """Render a webhook; `secret`: with the secret that was made just now."""
    state = web.one("state") if web.one("state") in STATES else ""
    values = {name: getattr(hook, name) for name in ("name", "url", "kinds", "audience", "active")}
    return web.page(
        "notifications/webhook.html",
        status,
        hook=hook,
        rows=queries.deliveries(hook.id, web.one("after") or None, state),
        state=state,
        states=STATES,
        typed=typed or Typed(values),
        secret=secret_of(backends().key, hook) if secret else "",
        **choices(),
    )


def choices() -> dict[str, Any]:
    """Give what a webhook may hear of, how wide, and whether anything is told at all."""
    return {"kinds": NAMES, "audiences": AUDIENCES, "outgoing": backends().fetcher.on}
