"""Tokens for programs that act for a member: made once, shown once, ended at any time."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, func, select

from forum.accounts.models import ApiToken, Member
from forum.accounts.queries.current import hashed
from forum.core import audit, clock
from forum.core.db import transaction
from forum.core.errors import Invalid

PREFIX = "stube_"  # secret scanners and people recognise it
SCOPES = ("read", "write", "moderate", "manage", "dashboard")
MAX_TOKENS = 20
MAX_DAYS = 366
HINT = 4


def make_token(member: Member, *, name: str, scopes: Iterable[str], days: int) -> str:
    """Make a token (256 random bits) of which only the hash is kept; `read` is always among its scopes.

    Raises Invalid for an unknown scope, more than a year, or a twenty-first token.
    """
    wanted = {"read", *scopes}
    if not wanted <= set(SCOPES):
        raise Invalid({"scopes": "Please choose one of the possibilities."})
    if not 1 <= days <= MAX_DAYS:
        raise Invalid({"days": "A token lives for a year at most."})
    token, now = PREFIX + secrets.token_urlsafe(32), clock.now()
    with transaction() as s:
        if (s.scalar(select(func.count()).where(ApiToken.member_id == member.id)) or 0) >= MAX_TOKENS:
            raise Invalid({"name": "Twenty tokens are enough. Please end one first."})
        row = ApiToken(id_hash=hashed(token), member_id=member.id, epoch=member.session_epoch, hint=token[-HINT:])
        row.name, row.scopes = name, " ".join(scope for scope in SCOPES if scope in wanted)
        row.created_at, row.expires_at = now, now + timedelta(days=days)
        s.add(row)
        audit.note("token_made", member=member.id, scopes=row.scopes)
    return token


def end_token(member_id: int, token_id: int) -> bool:
    """End one of a member's tokens; false when it is none of theirs."""
    with transaction() as s:
        mine = delete(ApiToken).where(ApiToken.member_id == member_id, ApiToken.id == token_id)
        ended = bool(s.execute(mine).rowcount)  # type: ignore[attr-defined]
        if ended:
            audit.note("token_ended", member=member_id, token=token_id)
        return ended
