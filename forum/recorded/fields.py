"""One JSON object of a recorded community, read field by field; every fault names the field."""

from datetime import UTC, datetime
from typing import Any

from forum.core.markup import clean_text

MAX_NAME, MAX_TITLE, MAX_BODY, MAX_COMMENT, MAX_TAGS, MAX_TAG = 200, 500, 200_000, 10_000, 30, 80
"""Longest recorded texts in characters and longest tag list: generous, since other software set other limits."""

MAX_ID, MAX_AMOUNT = 40, 1_000_000
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Broken(ValueError):  # noqa: N818 - a state of a line, read as a sentence where raised
    """A line that cannot be imported; the message says why."""


class Fields:
    """Typed access to one object. Unknown fields are left alone: recorders may add their own."""

    def __init__(self, row: Any) -> None:
        if not isinstance(row, dict):
            raise Broken("not a JSON object")
        self.row: dict[str, Any] = row

    def key(self, name: str) -> str:
        """Read an id that must be there: a whole number or a short text."""
        found = self.key_or_none(name)
        if found is None:
            raise Broken(f"{name} is missing")
        return found

    def key_or_none(self, name: str) -> str | None:
        """Read an id; null and absent are None."""
        value = self.row.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, str)):
            raise Broken(f"{name} is no id")
        text = str(value).strip()
        if not text or len(text) > MAX_ID or clean_text(text) != text:
            raise Broken(f"{name} is no id")
        return text

    def number(self, name: str, default: int | None = None) -> int:
        """Read a whole number of sensible size."""
        value = self.row.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MAX_AMOUNT**2:
            raise Broken(f"{name} is no whole number")
        return value

    def instant(self, name: str) -> datetime:
        """Read a time that must be there: ISO 8601, UTC unless it says otherwise."""
        found = self.instant_or_none(name)
        if found is None:
            raise Broken(f"{name} is missing")
        return found

    def instant_or_none(self, name: str) -> datetime | None:
        """Read a time; null and absent are None."""
        value = self.row.get(name)
        if value is None:
            return None
        try:
            at = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise Broken(f"{name} is no time") from None
        if not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise Broken(f"{name} is out of range")
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)

    def text(self, name: str, limit: int) -> str:
        """Read a text that must not be empty, cleaned of what no page may show."""
        value = self.row.get(name)
        if not isinstance(value, str):
            raise Broken(f"{name} is missing" if value is None else f"{name} is no text")
        if len(value) > limit:
            raise Broken(f"{name} is longer than {limit} characters")
        cleaned = clean_text(value).strip()
        if not cleaned:
            raise Broken(f"{name} is empty")
        return cleaned

    def line(self, name: str, limit: int) -> str:
        """Read a text on one line."""
        return " ".join(self.text(name, limit).split())

    def words(self, name: str) -> tuple[str, ...]:
        """Read a list of short texts; null and absent are none."""
        value = self.row.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or len(value) > MAX_TAGS:
            raise Broken(f"{name} is no list of tags")
        return tuple(Fields({name: item}).line(name, MAX_TAG) for item in value)
