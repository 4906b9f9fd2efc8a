"""Make short links, and write down how many people came in."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from forum.core import clock
from forum.core.db import session, upsert
from forum.reach.models import Arrival, ShortLink
from forum.reach.queries import link_of
from forum.threads.models import Post

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that nobody mixes up on the phone; seven of them are 27 thousand million codes."""
LENGTH = 7


def make_link(post: Post, purpose: str) -> ShortLink:
    """Give a post's short link for a purpose, made on first use; publishes nothing."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    row = upsert(ShortLink).values(code=code, post_id=post.id, purpose=purpose, created_at=clock.now())
    session().execute(row.on_conflict_do_nothing(index_elements=["post_id", "purpose"]))
    return link_of(post.id, purpose)


def add_arrivals(counted: Mapping[tuple[Any, ...], int]) -> None:
    """Add arrivals per (day, entry) to what is known; one statement."""
    row = upsert(Arrival)
    more = {"number": Arrival.number + row.excluded.number}
    row = row.on_conflict_do_update(index_elements=["day", "entry"], set_=more)
    rows: list[dict[str, date | str | int]] = [
        {"day": day, "entry": entry, "number": number} for (day, entry), number in sorted(counted.items())
    ]
    session().connection().execute(row, rows)
