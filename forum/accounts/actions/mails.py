"""What is owed by mail about an account, and the one-time links in it."""

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update

from forum.accounts.models import EmailToken
from forum.accounts.queries import open_token
from forum.accounts.queries.current import hashed
from forum.core import clock
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.outbox import owe

LIVES = {"confirm": timedelta(days=7), "change": timedelta(days=1), "reset": timedelta(minutes=30)}
GONE = "This link was used already or is too old."


def owe_mail(kind: str, **details: Any) -> None:
    """Owe a mail of a kind (`templates/email/<kind>.txt`); links are made when it is sent, so none is stored."""
    owe("mail", {"kind": kind, "id": secrets.token_hex(8), **details})


def issue_token(member_id: int, purpose: str, email: str) -> str:
    """Make a one-time link's token: 256 random bits, of which only the hash is kept."""
    token = secrets.token_urlsafe(32)
    with transaction() as s:
        expires = clock.now() + LIVES[purpose]
        row = {"id_hash": hashed(token), "member_id": member_id, "purpose": purpose, "email": email}
        s.add(EmailToken(**row, expires_at=expires))
    return token


def spend_token(token: str, *purposes: str) -> EmailToken:
    """Use a one-time link up; raises Conflict when it was used, is too old or meant for something else."""
    with transaction() as s:
        found = open_token(token, *purposes)
        if found is None:
            raise Conflict(GONE)
        unused = update(EmailToken).where(EmailToken.id_hash == found.id_hash, EmailToken.used_at.is_(None))
        if not s.execute(unused.values(used_at=clock.now())).rowcount:  # type: ignore[attr-defined]
            raise Conflict(GONE)
    return found


def void_tokens(member_id: int, *purposes: str) -> None:
    """Make every open link of these purposes useless."""
    with transaction() as s:
        s.execute(delete(EmailToken).where(EmailToken.member_id == member_id, EmailToken.purpose.in_(purposes)))
