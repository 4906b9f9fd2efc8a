"""One-time links and what guests kept."""

from sqlalchemy import select

from forum.accounts.models import EmailToken, KeptDraft
from forum.accounts.queries.current import hashed
from forum.core import clock, web
from forum.core.db import session

KEPT = "kept"  # the cookie that finds a kept draft


def open_token(token: str, *purposes: str) -> EmailToken | None:
    """Give a one-time link's row while it is unused, in time and meant for one of these purposes."""
    wanted = select(EmailToken).where(EmailToken.id_hash == hashed(token), EmailToken.used_at.is_(None))
    return session().scalar(wanted.where(EmailToken.purpose.in_(purposes), EmailToken.expires_at > clock.now()))


def kept_draft(token: str = "") -> KeptDraft | None:
    """Give what this browser (or the bearer of a token) wrote before signing in, or none."""
    known = token or web.cookie(KEPT)
    if not known:
        return None
    wanted = select(KeptDraft).where(KeptDraft.id_hash == hashed(known), KeptDraft.expires_at > clock.now())
    return session().scalar(wanted)
