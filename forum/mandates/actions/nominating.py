"""A stage was reached, or somebody of the leading thinks of somebody."""

from collections.abc import Sequence

from sqlalchemy import select

from forum.accounts.models import Member, Standing
from forum.core import clock
from forum.core.db import publish, session, upsert
from forum.core.errors import Conflict, Invalid
from forum.mandates.events import Nominated
from forum.mandates.models import RUNNING, Grant, Nomination
from forum.mandates.queries.offers import offers_for


def nominate(
    *,
    member: Member,
    path: str,
    stage: int,
    rights: Sequence[tuple[str, int | None]],
    approvals: int,
    by: Member | None = None,
) -> Nomination | None:
    """Nominate a member for rights ([permission, category id or None]); none when it makes no sense now.

    That is: staff, nobody behind the account, suspended, or nominated or entrusted at this stage already. Publishes
    Nominated.
    """
    if member.kind != "person" or member.is_staff or member.suspended or _runs(member.id, path, stage):
        return None
    row = {"member_id": member.id, "path": path, "stage": stage, "rights": [list(right) for right in rights]}
    row |= {"approvals_needed": approvals, "state": "nominated", "by_id": by.id if by else None, "at": clock.now()}
    made = upsert(Nomination).values(**row, reason="").on_conflict_do_nothing().returning(Nomination)
    nomination: Nomination | None = session().scalar(made)
    if nomination is not None:
        actor = by.id if by else None
        fact = {"nomination_id": nomination.id, "member_id": member.id, "actor_id": actor}
        publish(Nominated(at=nomination.at, **fact, path=path, stage=stage))  # type: ignore[arg-type]
    return nomination


def nominate_by_hand(*, by: Member, member: Member, path: str, stage: int) -> Nomination:
    """Nominate a member who reached a stage, with the rights the rule book gives it now. Publishes Nominated.

    Raises Invalid for a stage without such rights or not reached, Conflict for one nominated or entrusted already.
    """
    offer = offers_for(member.id, path, stage)
    standing = session().get(Standing, (member.id, path))
    if member.kind != "person" or member.is_staff or member.suspended:
        raise Invalid({"handle": "Only a member can hold a mandate."})
    if standing is None or standing.stage < stage:
        raise Invalid({"handle": "This member has not reached the stage yet."})
    if offer is None:
        raise Invalid({"bundle": "This stage brings no right that people decide about."})
    made = nominate(member=member, path=path, stage=stage, rights=offer.rights, approvals=offer.approvals, by=by)
    if made is None:
        raise Conflict("This member is nominated or entrusted already.")
    return made


def _runs(member_id: int, path: str, stage: int) -> bool:
    mine = select(Grant.id).where(Grant.member_id == member_id, Grant.path == path, Grant.stage == stage)
    return session().scalar(mine.where(Grant.state.in_(RUNNING)).limit(1)) is not None
