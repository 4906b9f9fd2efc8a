"""What a member takes along of the game: every entry, stage and find."""

from typing import Any

from sqlalchemy import select

from forum.accounts.models import Standing
from forum.core.db import session
from forum.reputation.models import BadgeAward, LedgerEntry, Promotion


def points_of(member_id: int) -> dict[str, Any]:
    """Give ledger entries, standings, promotions and badges of a member, oldest first; givers are not named."""
    entry = LedgerEntry
    entries = select(entry.id, entry.path, entry.rule, entry.kind, entry.amount, entry.balance, entry.post_id, entry.at)
    standing = select(Standing.path, Standing.points, Standing.stage, Standing.title, Standing.reached_at)
    promotion = select(Promotion.path, Promotion.stage, Promotion.at).where(Promotion.member_id == member_id)
    badge = select(BadgeAward.badge, BadgeAward.at).where(BadgeAward.member_id == member_id)
    wanted = {
        "ledger": entries.where(entry.member_id == member_id).order_by(entry.id),
        "standings": standing.where(Standing.member_id == member_id).order_by(Standing.path),
        "promotions": promotion.order_by(Promotion.id),
        "badges": badge.order_by(BadgeAward.at, BadgeAward.badge),
    }
    return {name: [dict(row) for row in session().execute(rows).mappings()] for name, rows in wanted.items()}
