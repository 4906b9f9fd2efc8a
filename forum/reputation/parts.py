"""What this room's fragments need, for pages that include them (`reputation/_route.html`, the ledger's lines)."""

from typing import Any

from forum.access import Actor
from forum.accounts.models import Member
from forum.reputation import queries
from forum.reputation.views.paths import Drawn, drawn_routes
from forum.reputation.views.points import line

LATEST = 5


def routes(member: Member) -> list[Drawn]:
    """Give a member's own routes ready to be drawn, most points first."""
    return drawn_routes(member)


def latest(member: Member, actor: Actor) -> list[Any]:
    """Give a member's five newest bookings as lines."""
    rules = queries.book_now().rules
    return [line(entry, rules) for entry in queries.ledger_page(member.id, actor).items[:LATEST]]
