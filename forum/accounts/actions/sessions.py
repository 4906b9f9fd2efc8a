"""Sign in and out: rows on the server, so that an end is an end. Tokens of programs end with the sessions."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete

from forum.accounts.models import ApiToken, Member, WebSession
from forum.accounts.queries.current import hashed
from forum.core import clock
from forum.core.db import transaction

MEMBERS = (timedelta(days=30), timedelta(days=90))  # unseen for, in all
STAFF = (timedelta(hours=2), timedelta(hours=12))


def expiry(member: Member, created: datetime, seen: datetime) -> datetime:
    """Say when a session ends: unseen for too long or simply too old (SECURITY A 7.3)."""
    idle, absolute = STAFF if member.is_staff else MEMBERS
    return min(seen + idle, created + absolute)


def begin_session(member: Member, *, remember: bool = False, device: str = "") -> str:
    """Sign a browser in; give the random id (256 bits) for its cookie, of which only the hash is kept."""
    token, now = secrets.token_urlsafe(32), clock.now()
    with transaction() as s:
        row = WebSession(id_hash=hashed(token), member_id=member.id, epoch=member.session_epoch, remember=remember)
        row.created_at = row.seen_at = row.authenticated_at = now
        row.expires_at = expiry(member, now, now)
        row.device = device
        s.add(row)
    return token


def end_session(member_id: int, id_hash: str) -> None:
    """Sign one browser of a member out."""
    with transaction() as s:
        s.execute(delete(WebSession).where(WebSession.member_id == member_id, WebSession.id_hash == id_hash))


def end_all_sessions(member: Member) -> None:
    """Sign every browser and program of a member out at once, also those whose row is being made this moment."""
    with transaction() as s:
        member.session_epoch += 1
        s.flush()
        for table in (WebSession, ApiToken):
            s.execute(delete(table).where(table.member_id == member.id))


def end_other_sessions(member_id: int, keep: str) -> None:
    """Sign every browser but one (by its hash) out."""
    with transaction() as s:
        s.execute(delete(WebSession).where(WebSession.member_id == member_id, WebSession.id_hash != keep))
