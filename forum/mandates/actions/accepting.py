"""The member says yes to the charter, or no, without reason and without loss."""

from datetime import date, timedelta

from forum.accounts.actions.consents import record_consent
from forum.accounts.actions.told import grant_right
from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import publish, session, upsert
from forum.core.errors import Conflict
from forum.mandates.actions.steps import MOVED_ON, step
from forum.mandates.events import MandateGranted, NominationClosed
from forum.mandates.models import Grant, Nomination

PROBATION = timedelta(days=60)


def accept(*, by: Member, nomination: Nomination, charter: str) -> Grant:
    """Accept the charter (its version) of an approved nomination: the mandate begins, its rights are in force at once.

    Publishes MandateGranted; raises Conflict when the nomination is not approved (any more).
    """
    now, today = clock.now(), clock.today()
    step(nomination, ("approved",), "accepted")
    row = {"nomination_id": nomination.id, "member_id": by.id, "path": nomination.path, "stage": nomination.stage}
    row |= {"rights": nomination.rights, "since": now, "charter": charter, "reason": "", "state": "active"}
    row |= {"on_probation": True, "probation_until": today + PROBATION, "expires_on": a_year_after(today)}
    made: Grant | None = session().scalar(upsert(Grant).values(**row).on_conflict_do_nothing().returning(Grant))
    if made is None:
        raise Conflict(MOVED_ON)
    put_in_force(made)
    record_consent(by.id, "charter", charter)
    publish(MandateGranted(at=now, mandate_id=made.id, member_id=by.id, actor_id=by.id))
    return made


def refuse(*, by: Member, nomination: Nomination) -> None:
    """Say no to a nomination, whether it is approved yet or not. Publishes NominationClosed; raises Conflict."""
    now = clock.now()
    step(nomination, ("nominated", "approved"), "refused", decided_by=by.id, decided_at=now)
    fact = {"nomination_id": nomination.id, "member_id": nomination.member_id, "actor_id": by.id}
    publish(NominationClosed(at=now, **fact, how="refused"))


def put_in_force(mandate: Grant) -> None:
    """Tell accounts the rights of a mandate, so that the guard knows them on the next click."""
    for permission, category_id in mandate.rights:
        right = (mandate.member_id, permission, category_id)
        grant_right(*right, source="mandate", grant_id=mandate.id, at=clock.now())


def a_year_after(day: date) -> date:
    """Give the same day of the next year; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
