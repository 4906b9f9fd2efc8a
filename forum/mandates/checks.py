"""What `forum doctor` asks of this room: entrusted rights in force are exactly those of active mandates."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from forum.accounts.models import Mandate
from forum.core.db import session
from forum.mandates.models import Grant

Right = tuple[int, int, str, int | None]


def breaches() -> Iterator[str]:
    """Name every right that is in force without an active mandate, or missing, or there twice."""
    held = select(Mandate.member_id, Mandate.grant_id, Mandate.permission, Mandate.category_id)
    rows = session().execute(held.where(Mandate.source == "mandate"))
    there: Counter[Right] = Counter((member, grant, right, topic) for member, grant, right, topic in rows)
    active = session().scalars(select(Grant).where(Grant.state == "active"))
    due: Counter[Right] = Counter(
        (mandate.member_id, mandate.id, permission, category_id)
        for mandate in active
        for permission, category_id in mandate.rights
    )
    for member_id, mandate_id, permission, category_id in (there - due).elements():
        yield f"member {member_id} holds {permission} in {category_id or 'all'}, not of active mandate {mandate_id}"
    for member_id, mandate_id, permission, category_id in (due - there).elements():
        yield f"member {member_id} lacks {permission} in {category_id or 'all'} of active mandate {mandate_id}"
