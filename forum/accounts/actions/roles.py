"""What the house decides about an account: role, fields, suspension."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete

from forum.accounts.actions.sessions import end_all_sessions
from forum.accounts.events import MemberSuspended, RoleChanged
from forum.accounts.models import ExpertField, Member
from forum.accounts.queries import administrators
from forum.core import audit, clock
from forum.core.db import publish, session, transaction
from forum.core.errors import Refused

LAST_ADMIN = "Somebody must stay administrator."


def set_role(member: Member, role: str, staff_title: str = "") -> None:
    """Give a member another role and end their sessions. Publishes RoleChanged; raises Refused for the last admin."""
    with transaction():
        keep_one_administrator(member, role)
        old, member.role, member.staff_title = member.role, role, staff_title
        if old == role:
            return
        end_all_sessions(member)
        audit.note("role_changed", member=member.id, old=old, new=role)
        publish(RoleChanged(at=clock.now(), member_id=member.id, old=old, new=role))


def keep_one_administrator(member: Member, role: str) -> None:
    """Raise Refused when the last administrator would get another role (or go)."""
    if member.role == "admin" and role != "admin" and administrators() < 2:  # noqa: PLR2004 - this one and another
        raise Refused(LAST_ADMIN)


def set_fields(member: Member, category_ids: Iterable[int]) -> None:
    """Replace the categories in which an expert is competent."""
    with transaction() as s:
        s.execute(delete(ExpertField).where(ExpertField.member_id == member.id))
        s.add_all(ExpertField(member_id=member.id, category_id=each) for each in dict.fromkeys(category_ids))
        s.flush()
    session().expire(member, ["fields"])


def suspend(member: Member, until: datetime | None) -> None:
    """Shut a member out until an instant (None: let them in again); their sessions end at once.

    Publishes MemberSuspended.
    """
    with transaction():
        member.suspended_until = until
        audit.note("suspended", member=member.id, until=until)
        if until is None:
            return
        end_all_sessions(member)
        publish(MemberSuspended(at=clock.now(), member_id=member.id))
