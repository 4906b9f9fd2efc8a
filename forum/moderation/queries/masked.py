"""The trace of the sweep."""

from collections.abc import Sequence

from sqlalchemy import select

from forum.core.db import session
from forum.moderation.models import Masking

MOST = 200


def maskings() -> Sequence[Masking]:
    """Give what the sweep masked, newest first, at most 200."""
    return session().scalars(select(Masking).order_by(Masking.id.desc()).limit(MOST)).all()
