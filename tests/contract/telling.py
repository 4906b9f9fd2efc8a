"""The community's webhook, which is switched off, and something it never got."""

from typing import Any

from forum.core import clock
from forum.core.db import session, transaction
from forum.core.ports import backends
from forum.notifications.models import Delivery, Webhook

URL = "https://cnryhookurl.example/hook"


def tell_others(world: Any) -> None:
    """Plant them where no calls are made; who tests calls makes webhooks of their own."""
    if backends().fetcher.on:
        return
    told = ("manager", "admin")
    name, error = world.canary("hookname", *told), world.canary("hookerror", *told)
    world.canary("hookurl", *told)
    with transaction():
        hook = Webhook(name=name, url=URL, kinds=["thread.created"], audience="public", active=False, salt="salt")
        hook.created_by, hook.created_at = world.people["manager"], clock.now()
        session().add(hook)
        session().flush()
        lost = Delivery(webhook_id=hook.id, event_id="evt_lost", kind="thread.created", data={"thread": 1})
        lost.state, lost.error, lost.created_at = "parked", error, clock.now()
        session().add(lost)
