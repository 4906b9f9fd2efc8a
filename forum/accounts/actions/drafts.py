"""Keep what a guest wrote until they have signed in."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from forum.access import Actor
from forum.accounts.models import KeptDraft
from forum.accounts.queries import kept_draft
from forum.accounts.queries.current import hashed
from forum.accounts.queries.links import KEPT
from forum.accounts.registry import PUBLISHERS
from forum.core import clock, web
from forum.core.db import transaction
from forum.core.errors import DomainError

DAYS = 7


def keep_draft(kind: str, fields: Mapping[str, Any]) -> str:
    """Keep a guest's question or answer for a week; its random token goes into a cookie and is given.

    `kind` is `ask` or `reply`. `fields` is what was typed; `title`, `excerpt` and `audience` are shown beside the
    sign-up form, `page` is the path where it can be looked at again.
    """
    token, now = secrets.token_urlsafe(32), clock.now()
    with transaction() as s:
        row = {"id_hash": hashed(token), "kind": kind, "fields": dict(fields), "created_at": now}
        s.add(KeptDraft(**row, expires_at=now + timedelta(days=DAYS)))
    web.send_cookie(KEPT, token, days=DAYS)
    return token


def forget_draft(token: str = "") -> None:
    """Drop what this browser (or the bearer of a token) had kept: it was published or is no longer wanted."""
    found = kept_draft(token)
    if found is not None:
        with transaction() as s:
            s.execute(delete(KeptDraft).where(KeptDraft.id_hash == found.id_hash))
    web.send_cookie(KEPT, "")


def publish_draft(actor: Actor) -> str:
    """Publish what this browser had kept for the member it turned out to be; give the path to it, empty if none.

    What cannot be published as it is stays kept, and the path leads to where it can be mended.
    """
    found = kept_draft()
    if found is None:
        return ""
    mend = str(found.fields.get("page") or "/ask")
    publisher = PUBLISHERS.get(found.kind)
    if publisher is None:
        return mend
    try:
        with transaction():
            path = publisher(actor, found.fields)
            forget_draft()
    except DomainError:
        return mend
    return path
