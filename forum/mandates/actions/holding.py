"""A mandate rests, wakes, and outgrows its probation."""

from datetime import date

from sqlalchemy import select

from forum.accounts.actions.told import revoke_right
from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import publish, session
from forum.mandates.actions.accepting import put_in_force
from forum.mandates.actions.steps import step
from forum.mandates.events import MandateRested, MandateWoken, ProbationEnded
from forum.mandates.models import RUNNING, Grant


def rest(*, by: Member, mandate: Grant) -> None:
    """Let a mandate rest: its rights are gone on the next click. Publishes MandateRested; raises Conflict."""
    step(mandate, ("active",), "resting")
    revoke_right(source="mandate", grant_id=mandate.id)
    publish(MandateRested(at=clock.now(), mandate_id=mandate.id, member_id=mandate.member_id, actor_id=by.id))


def wake(*, by: Member, mandate: Grant) -> None:
    """Take a resting mandate up again, rights included. Publishes MandateWoken; raises Conflict."""
    step(mandate, ("resting",), "active")
    put_in_force(mandate)
    publish(MandateWoken(at=clock.now(), mandate_id=mandate.id, member_id=mandate.member_id, actor_id=by.id))


def end_probation(day: date) -> int:
    """Close probations whose sixtieth day ended; give their number. Publishes ProbationEnded for each."""
    over = select(Grant).where(Grant.state.in_(RUNNING), Grant.on_probation, Grant.probation_until <= day)
    mandates = session().scalars(over.order_by(Grant.id).with_for_update()).all()
    for mandate in mandates:
        mandate.on_probation = False
        fact = {"mandate_id": mandate.id, "member_id": mandate.member_id, "actor_id": None}
        publish(ProbationEnded(at=clock.now(), **fact))  # type: ignore[arg-type]
    return len(mandates)
