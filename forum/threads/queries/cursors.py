"""Cursors into a thread: the place after a post, by when it was written."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, tuple_

from forum.core.pagination import encode, micros_of, moment
from forum.threads.models import Post


def cursor_of(last: Post) -> str:
    """Give the cursor that begins after a post."""
    return cursor_at(last.created_at, last.id)


def cursor_at(written: datetime, post_id: int) -> str:
    """Give the cursor that begins after a post written then."""
    return encode((micros_of(written), post_id))


def after(key: Sequence[int]) -> ColumnElement[bool]:
    """Posts later than a decoded cursor."""
    return tuple_(Post.created_at, Post.id) > (moment(key[0]), key[1])
