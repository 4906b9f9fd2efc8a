"""Let sessions live on while their members are here; written by the telemetry flush, never by a page."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from forum.accounts.actions.sessions import expiry
from forum.accounts.models import Member, WebSession
from forum.core import clock, telemetry
from forum.core.db import session

EVERY = timedelta(minutes=5)
MOST = 10_000  # parameters a statement takes


def note_seen(found: WebSession) -> None:
    """Notice that a session's member looked at a page, when its row does not say so already."""
    now = clock.now()
    telemetry.count("visit", (found.member_id, clock.day_of(now)))
    if now - found.seen_at >= EVERY:
        telemetry.count("seen", (found.id_hash,))


def add_seen(counted: Mapping[tuple[object, ...], int]) -> None:
    """Move the end of sessions (by hash) that were seen since the last flush."""
    now = clock.now()
    hashes = [key[0] for key in counted][:MOST]
    rows = session().execute(select(WebSession, Member).join(Member).where(WebSession.id_hash.in_(hashes))).all()
    for found, member in rows:
        found.seen_at, found.expires_at = now, expiry(member, found.created_at, now)
