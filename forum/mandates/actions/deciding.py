"""People approve or decline a nomination, each with a reason."""

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import publish, session, upsert
from forum.core.errors import Conflict, Refused
from forum.mandates.actions.steps import MOVED_ON, reasoned, step
from forum.mandates.events import MandateApproved, NominationClosed
from forum.mandates.models import Approval, Nomination


def approve(*, by: Member, nomination: Nomination, reason: str) -> bool:
    """Approve a nomination, once a person; true when these were enough approvals. Publishes MandateApproved then.

    Raises Invalid without a reason, Refused for one's own nomination, Conflict when it is decided or approved by the
    same person already.
    """
    reason, now = reasoned(reason), clock.now()
    _ensure_not_own(by, nomination)
    locked = _locked(nomination.id)
    if locked.state != "nominated":
        raise Conflict(MOVED_ON)
    row = upsert(Approval).values(nomination_id=locked.id, by_id=by.id, reason=reason, at=now)
    if session().scalar(row.on_conflict_do_nothing().returning(Approval.id)) is None:
        raise Conflict("You approved this already. The next approval has to come from somebody else.")
    given = session().scalar(select(func.count()).where(Approval.nomination_id == locked.id)) or 0
    if given < locked.approvals_needed:
        return False
    step(locked, ("nominated",), "approved", decided_by=by.id, decided_at=now)
    publish(MandateApproved(at=now, nomination_id=locked.id, member_id=locked.member_id, actor_id=by.id))
    return True


def decline(*, by: Member, nomination: Nomination, reason: str) -> None:
    """Decline a nomination; the member reads the reason. Publishes NominationClosed; raises as `approve` does."""
    reason, now = reasoned(reason), clock.now()
    _ensure_not_own(by, nomination)
    step(nomination, ("nominated",), "declined", decided_by=by.id, decided_at=now, reason=reason)
    fact = {"nomination_id": nomination.id, "member_id": nomination.member_id, "actor_id": by.id}
    publish(NominationClosed(at=now, **fact, how="declined"))


def _locked(nomination_id: int) -> Nomination:
    row = select(Nomination).where(Nomination.id == nomination_id).with_for_update()
    return session().scalars(row.execution_options(populate_existing=True)).one()


def _ensure_not_own(by: Member, nomination: Nomination) -> None:
    if by.id == nomination.member_id:
        raise Refused("Nobody decides about their own mandate.")
