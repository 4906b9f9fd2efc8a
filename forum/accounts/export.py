"""Everything of one member in one archive: a JSON file a section, of this room and of those above."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from forum.accounts.models import Member
from forum.accounts.queries import by_id, consents_of, sessions_of, tokens_of, visits_of
from forum.accounts.registry import SECTIONS

PROFILE = (
    "id", "handle", "display_name", "email", "email_confirmed_at", "role", "staff_title", "language", "address",
    "theme", "bio", "signature", "created_at", "suspended_until", "on_leaderboard", "plays", "reminders",
    "start_bonus", "source_id",
)  # fmt: skip


def collect(member_id: int) -> dict[str, Any]:
    """Give every section by name, ready for JSON."""
    member = by_id(member_id)
    own: dict[str, Callable[[int], Any]] = {
        "profile": lambda _: _profile(member),
        "consents": lambda each: [_columns(row, "text_key", "version", "given", "at") for row in consents_of(each)],
        "sessions": lambda each: [
            _columns(row, "device", "created_at", "seen_at", "expires_at", "remember") for row in sessions_of(each)
        ],
        "tokens": lambda each: [
            _columns(row, "name", "hint", "scopes", "created_at", "expires_at") for row in tokens_of(each)
        ],
        "visits": lambda each: [row.day for row in visits_of(each)],
    }
    return {name: section(member_id) for name, section in {**own, **SECTIONS}.items()}


def archive(sections: dict[str, Any]) -> bytes:
    """Pack sections into a ZIP, one `<name>.json` each."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, section in sections.items():
            file.writestr(f"{name}.json", json.dumps(section, ensure_ascii=False, indent=2, default=_plain))
    return packed.getvalue()


def _profile(member: Member) -> dict[str, Any]:
    return _columns(member, *PROFILE) | {"fields": [field.category_id for field in member.fields]}


def _columns(row: object, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an export")
