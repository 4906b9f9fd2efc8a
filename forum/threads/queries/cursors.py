"""Cursors into a thread: the place after a post, by when it was written."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, tuple_

from forum.core.pagination import encode
from forum.threads.models import Post

LATEST = 4_000_000_000_000_000
"""Microseconds since 1970; later cursors are forged."""


def cursor_of(last: Post) -> str:
    """Give the cursor that begins after a post."""
    return cursor_at(last.created_at, last.id)


def cursor_at(written: datetime, post_id: int) -> str:
    """Give the cursor that begins after a post written then."""
    return encode((int(written.timestamp()) * 1_000_000 + written.microsecond, post_id))


def after(key: Sequence[int]) -> ColumnElement[bool]:
    """Posts later than a decoded cursor."""
    moment = datetime.fromtimestamp(min(max(key[0], 0), LATEST) / 1_000_000, UTC)
    return tuple_(Post.created_at, Post.id) > (moment, key[1])
