"""What members decide about themselves."""

from typing import Any

from forum.accounts.actions.consents import record_consent
from forum.accounts.models import Member
from forum.accounts.registry import TEXT_VERSIONS
from forum.core import clock
from forum.core.db import transaction

OWN = frozenset({"language", "address", "theme", "bio", "signature", "plays", "on_leaderboard", "reminders"})


def change_settings(member: Member, **changes: Any) -> None:
    """Change some of language, address, theme, bio, signature, plays, on_leaderboard, reminders.

    Other names raise ValueError.
    A yes or no to the public lists is written down as a consent.
    """
    if changes.keys() - OWN:
        raise ValueError(f"not a setting: {changes.keys() - OWN}")
    with transaction():
        listed = changes.get("on_leaderboard", member.on_leaderboard)
        if listed != member.on_leaderboard:
            record_consent(member.id, "leaderboard", TEXT_VERSIONS["privacy"], given=listed)
        if "on_leaderboard" in changes and member.leaderboard_asked_at is None:
            member.leaderboard_asked_at = clock.now()
        for name, value in changes.items():
            setattr(member, name, value)
