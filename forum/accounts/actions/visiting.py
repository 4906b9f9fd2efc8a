"""Write down on which days members were here."""

from collections.abc import Mapping

from forum.accounts.models import Visit
from forum.core.db import session, upsert


def add_visits(counted: Mapping[tuple[object, ...], int]) -> None:
    """Note (member id, Zurich day) pairs; twice is once."""
    rows = [{"member_id": member_id, "day": day} for member_id, day in sorted(counted, key=repr)]
    if rows:
        session().execute(upsert(Visit).values(rows).on_conflict_do_nothing())
