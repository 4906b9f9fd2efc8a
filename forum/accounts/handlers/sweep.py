"""Every night: rows that ran out go."""

from datetime import timedelta

from sqlalchemy import delete

from forum.accounts.models import ApiToken, EmailToken, KeptDraft, WebSession
from forum.core.db import session
from forum.core.schedule import DayClosed

KEPT_FOR = timedelta(days=1)


def sweep(event: DayClosed) -> None:
    """Delete sessions, tokens, one-time links and kept drafts that ended more than a day ago."""
    for table in (WebSession, ApiToken, EmailToken, KeptDraft):
        session().execute(delete(table).where(table.expires_at < event.at - KEPT_FOR))
