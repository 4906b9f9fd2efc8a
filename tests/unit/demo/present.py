"""The instant at which the histories of these tests end."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
