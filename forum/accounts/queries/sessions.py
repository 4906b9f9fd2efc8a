"""Counts for operators."""

from sqlalchemy import func, select

from forum.accounts.models import WebSession
from forum.core import clock
from forum.core.db import session


def open_sessions() -> int:
    """Count the sessions that have not ended."""
    return session().scalar(select(func.count()).where(WebSession.expires_at > clock.now())) or 0
