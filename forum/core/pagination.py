"""Keyset pagination: a page costs the same wherever it lies."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")
MAX_CURSOR = 200
LATEST = 4_000_000_000_000_000
"""Microseconds since 1970; later cursors are forged."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows and, if there are more, the cursor that begins after the last of them."""

    items: Sequence[Row]
    next_cursor: str | None


def encode(key: Sequence[str | int]) -> str:
    """Turn a sort key into an opaque URL-safe cursor."""
    return base64.urlsafe_b64encode(json.dumps(list(key), separators=(",", ":")).encode()).decode().rstrip("=")


def decode(cursor: str | None, kinds: Sequence[type]) -> list[Any] | None:
    """Read a cursor; anything malformed counts as none (the first page)."""
    if not cursor or len(cursor) > MAX_CURSOR:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        return None
    return None if any(isinstance(part, int) and abs(part) >= 2**63 for part in key) else key


def page(rows: Sequence[Row], size: int, key: Callable[[Row], Sequence[str | int]]) -> Page[Row]:
    """Cut `size + 1` fetched rows to a page."""
    items = rows[:size]
    return Page(items, encode(key(items[-1])) if len(rows) > size else None)


def micros_of(at: datetime) -> int:
    """Give an instant in microseconds since 1970."""
    return int(at.timestamp()) * 1_000_000 + at.microsecond


def moment(micros: int) -> datetime:
    """Turn microseconds since 1970 into an instant; what no clock says becomes the nearest that one does."""
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=min(max(micros, 0), LATEST))
