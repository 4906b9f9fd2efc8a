"""Hear facts and owe what webhooks want of them; deliver what is owed."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy import select

from forum.core import clock
from forum.core.db import session, transaction
from forum.core.outbox import is_muted
from forum.core.ports import Backends, backends
from forum.core.schedule import DayClosed
from forum.notifications.actions import owe_delivery, record, sweep_deliveries
from forum.notifications.actions.delivering import TOPIC, event_id, park, wait
from forum.notifications.kinds import KINDS
from forum.notifications.models import Delivery, Webhook
from forum.notifications.signing import headers_of
from forum.threads.events import PostFact, ThreadMoved
from forum.threads.models import Category
from forum.threads.models.category import AUDIENCES

PARALLEL = 8
BUDGET_S = 8
MOVED_OUT = "thread.removed"
"""What a webhook hears of a thread that moved to where it may not look."""


def tell(event: PostFact) -> None:
    """Owe a fact to every webhook that wants it and may know of its topic: ids and a type, never text or people."""
    if is_muted(TOPIC) or not backends().fetcher.on:
        return
    hooks = session().scalars(select(Webhook).where(Webhook.active)).all()
    if not hooks:
        return
    here = _audience(event.category_id)
    before = _audience(event.old_category_id) if isinstance(event, ThreadMoved) else here
    data = {"thread": event.thread_id, "post": event.post_id, "post_kind": event.post_kind}
    name = event_id()
    for hook in hooks:
        kind = KINDS[type(event)]
        sees, saw = _within(here, hook.audience), _within(before, hook.audience)
        if not sees and not saw:
            continue
        kind = kind if sees else MOVED_OUT
        if kind in hook.kinds:
            owe_delivery(hook.id, name, kind, data)


def _audience(category_id: int) -> str:
    return session().scalars(select(Category.audience).where(Category.id == category_id)).one()


def _within(audience: str, widest: str) -> bool:
    return AUDIENCES.index(audience) <= AUDIENCES.index(widest)


def sweep(event: DayClosed) -> None:
    """Forget old deliveries."""
    sweep_deliveries(event)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A delivery ready to be sent, without the database."""

    row: Delivery
    url: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a try went; `tried` false when an earlier one to the same place failed or took too long."""

    row: Delivery
    tried: bool
    status: int | None = None
    error: str = ""


def deliver(payloads: list[dict[str, Any]]) -> None:
    """Send what is owed: receivers side by side, each one's deliveries in order, none waits long for another's fault.

    Nothing is held while the network is slow: neither a lock nor a transaction.
    """
    by_hook: dict[int, list[Parcel]] = {}
    switched_off: list[int] = []
    for row, hook in _owed([payload["delivery"] for payload in payloads]):
        if hook.active:
            by_hook.setdefault(hook.id, []).append(pack(row, hook))
        else:
            switched_off.append(row.id)
    session().rollback()
    with ThreadPoolExecutor(PARALLEL) as pool:
        ways = [pool.submit(_send, backends(), parcels) for parcels in by_hook.values()]
        outcomes = [outcome for way in ways for outcome in way.result()]
    with transaction():
        for row_id in switched_off:
            park(row_id)
        for outcome in outcomes:
            if outcome.tried:
                record(outcome.row, status=outcome.status, error=outcome.error)
            else:
                wait(outcome.row.id)


def _owed(ids: Sequence[int]) -> Sequence[tuple[Delivery, Webhook]]:
    rows = select(Delivery, Webhook).join(Webhook, Webhook.id == Delivery.webhook_id)
    rows = rows.where(Delivery.id.in_(ids), Delivery.state == "pending").order_by(Delivery.id)
    return [(row, hook) for row, hook in session().execute(rows.execution_options(populate_existing=True))]


def pack(row: Delivery, hook: Webhook) -> Parcel:
    """Write and sign a delivery."""
    told = {"id": row.event_id, "type": row.kind, "timestamp": row.created_at.isoformat(), "data": row.data}
    body = json.dumps(told, separators=(",", ":")).encode()
    return Parcel(row, hook.url, body, headers_of(backends().key, hook, row.event_id, body, clock.now()))


def _send(through: Backends, parcels: Sequence[Parcel]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    begun, failed = monotonic(), False
    for parcel in parcels:
        if failed or monotonic() - begun > BUDGET_S:
            outcomes.append(Outcome(parcel.row, tried=False))
            continue
        try:
            status = through.fetcher.post(parcel.url, parcel.body, parcel.headers)
            error = "" if 200 <= status < 300 else f"answered {status}"  # noqa: PLR2004 - success
            outcomes.append(Outcome(parcel.row, tried=True, status=status, error=error))
        except (OSError, ValueError) as fault:
            error = f"{type(fault).__name__}: {fault}"
            outcomes.append(Outcome(parcel.row, tried=True, error=error))
        failed = bool(error)
    return outcomes
