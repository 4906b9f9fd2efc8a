"""Experts confirm answers of others."""

from datetime import date

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import alter, publish, session, upsert
from forum.core.errors import Invalid
from forum.threads.actions.facts import about
from forum.threads.events import Endorsed, EndorsementWithdrawn
from forum.threads.models import Endorsement, Post


def endorse(*, expert: Member, post: Post, valid_until: date | None = None) -> bool:
    """Confirm an answer, optionally until a date; a second time only changes the date.

    Publishes Endorsed when it was not confirmed before. Raises Invalid for a past date and for anything but an answer.
    """
    if post.kind not in {"answer", "reply"} or post.by_expert:
        raise Invalid({"": "Only an answer of a member can be confirmed."})
    if valid_until is not None and valid_until < clock.today():
        raise Invalid({"valid_until": "Please choose a day in the future."})
    now = clock.now()
    fresh = upsert(Endorsement).values(post_id=post.id, expert_id=expert.id, active=False, at=now)
    session().execute(fresh.on_conflict_do_nothing())
    held = session().execute(_row(post.id, expert.id).with_for_update()).one()
    values = {"active": True, "valid_until": valid_until, "at": now}
    alter(Endorsement, held.id, values)
    if held.active:
        return False
    publish(Endorsed(**about(post, post.thread, expert.id), endorsement_id=held.id))
    return True


def withdraw_endorsement(*, expert: Member, post: Post) -> bool:
    """Take one's confirmation back; false when there was none. Publishes EndorsementWithdrawn."""
    held = session().execute(_row(post.id, expert.id).with_for_update()).one_or_none()
    if held is None or not held.active:
        return False
    alter(Endorsement, held.id, {"active": False})
    publish(EndorsementWithdrawn(**about(post, post.thread, expert.id), endorsement_id=held.id))
    return True


def _row(post_id: int, expert_id: int):  # type: ignore[no-untyped-def] # noqa: ANN202 - a Select of two columns
    where = (Endorsement.post_id == post_id, Endorsement.expert_id == expert_id)
    return select(Endorsement.id, Endorsement.active).where(*where)
