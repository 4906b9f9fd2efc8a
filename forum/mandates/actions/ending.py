"""A mandate ends: handed back, revoked, expired, or not to be held any more. On the next click it is over."""

from datetime import date

from sqlalchemy import select, update

from forum.accounts.actions.told import revoke_right
from forum.accounts.models import Member
from forum.accounts.queries import by_id
from forum.core import clock
from forum.core.db import publish, session
from forum.core.errors import Refused
from forum.mandates.actions.nominating import nominate
from forum.mandates.actions.steps import reasoned, step
from forum.mandates.events import MandateEnded, NominationClosed
from forum.mandates.models import OPEN, RUNNING, Approval, Grant, Nomination


def hand_back(*, by: Member, mandate: Grant) -> None:
    """Give a mandate back, without reason and without loss. Publishes MandateEnded; raises Conflict."""
    _end(mandate, "handed_back", by)


def revoke(*, by: Member, mandate: Grant, reason: str) -> None:
    """Take a mandate away; the member reads the reason. Publishes MandateEnded.

    Raises Invalid without a reason, Refused for one's own, Conflict when it is over already.
    """
    reason = reasoned(reason)
    if by.id == mandate.member_id:
        raise Refused("Nobody decides about their own mandate.")
    _end(mandate, "revoked", by, reason)


def expire(day: date) -> int:
    """End the mandates whose last day this was, and nominate their holders anew: after twelve months people ask again.

    Gives their number. Publishes MandateEnded and Nominated for each.
    """
    over = select(Grant).where(Grant.state.in_(RUNNING), Grant.expires_on <= day).order_by(Grant.id).with_for_update()
    mandates = session().scalars(over).all()
    for mandate in mandates:
        _end(mandate, "expired", None)
        first = session().get_one(Nomination, mandate.nomination_id)
        again = {"path": mandate.path, "stage": mandate.stage, "approvals": first.approvals_needed}
        nominate(member=by_id(mandate.member_id), rights=mandate.rights, **again)  # type: ignore[arg-type]
    return len(mandates)


def end_lapsed(member_id: int) -> None:
    """End what a member holds or was nominated for: erased, suspended or staff now.

    Publishes MandateEnded and NominationClosed for each.
    """
    hoped = select(Nomination).where(Nomination.member_id == member_id, Nomination.state.in_(OPEN))
    for nomination in session().scalars(hoped.order_by(Nomination.id).with_for_update()).all():
        step(nomination, OPEN, "lapsed", decided_at=clock.now())
        fact = {"nomination_id": nomination.id, "member_id": member_id, "actor_id": None}
        publish(NominationClosed(at=clock.now(), **fact, how="lapsed"))  # type: ignore[arg-type]
    # After the nominations: one that is being accepted this moment is a mandate by now.
    held = select(Grant).where(Grant.member_id == member_id, Grant.state.in_(RUNNING))
    for mandate in session().scalars(held.order_by(Grant.id).with_for_update()).all():
        _end(mandate, "lapsed", None)


def forget_texts(member_id: int) -> None:
    """Empty what people wrote about an erased member; who decided what and when stays."""
    theirs = select(Nomination.id).where(Nomination.member_id == member_id)
    session().execute(update(Approval).where(Approval.nomination_id.in_(theirs)).values(reason=""))
    session().execute(update(Nomination).where(Nomination.member_id == member_id).values(reason=""))
    session().execute(update(Grant).where(Grant.member_id == member_id).values(reason=""))


def _end(mandate: Grant, how: str, by: Member | None, reason: str = "") -> None:
    now, who = clock.now(), by.id if by else None
    step(mandate, RUNNING, how, ended_at=now, ended_by=who, reason=reason)
    revoke_right(source="mandate", grant_id=mandate.id)
    publish(MandateEnded(at=now, mandate_id=mandate.id, member_id=mandate.member_id, actor_id=who, how=how))
