"""What a member takes along of what was entrusted to them."""

from typing import Any

from sqlalchemy import select

from forum.core.db import session
from forum.mandates.models import Grant, Nomination


def mandates_of(member_id: int) -> dict[str, Any]:
    """Give nominations and mandates of a member, oldest first; who decided is not named."""
    named = select(Nomination.id, Nomination.rights, Nomination.state, Nomination.at, Nomination.decided_at)
    held = select(Grant.id, Grant.rights, Grant.state, Grant.since, Grant.on_probation, Grant.ended_at, Grant.reason)
    wanted = {
        "nominations": named.where(Nomination.member_id == member_id).order_by(Nomination.id),
        "mandates": held.where(Grant.member_id == member_id).order_by(Grant.id),
    }
    return {name: [dict(row) for row in session().execute(rows).mappings()] for name, rows in wanted.items()}
