"""One nomination, one mandate. The caller asks the guard."""

from sqlalchemy import bindparam, select

from forum.core.db import session
from forum.core.errors import NotVisible
from forum.mandates.models import OPEN, Grant, Nomination


def nomination(nomination_id: int) -> Nomination:
    """Give a nomination; raises NotVisible. One statement."""
    found = session().get(Nomination, nomination_id, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


def mandate(mandate_id: int) -> Grant:
    """Give a mandate; raises NotVisible. One statement."""
    found = session().get(Grant, mandate_id, populate_existing=True)
    if found is None:
        raise NotVisible
    return found


_INVITATION = (
    select(Nomination)
    .where(Nomination.member_id == bindparam("member"), Nomination.state.in_(OPEN))
    .order_by(Nomination.state, Nomination.id.desc())
    .limit(1)
)


def open_invitation(member_id: int) -> Nomination | None:
    """Give a member's open nomination, approved (theirs to accept) before nominated. One statement."""
    return session().scalar(_INVITATION, {"member": member_id})
