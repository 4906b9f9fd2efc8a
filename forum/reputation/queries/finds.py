"""Badges: which somebody found, and which there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from forum.core.db import session
from forum.reputation.models import BadgeAward
from forum.reputation.queries.books import book_now
from forum.reputation.rulebook import Badge


@dataclass(frozen=True, slots=True)
class Find:
    """A badge of the rule book and when somebody found it; None = not yet."""

    badge: Badge
    at: datetime | None


def finds(member_id: int) -> Sequence[Find]:
    """Give every badge of the rule book in its order, found ones first. Two statements."""
    found = {
        row.badge: row.at for row in session().scalars(select(BadgeAward).where(BadgeAward.member_id == member_id))
    }
    every = [Find(badge, found.get(badge.id)) for badge in book_now().rules.badges]
    return sorted(every, key=lambda find: find.at is None)
