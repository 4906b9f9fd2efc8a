"""First the people, and the accounts that stand for none."""

from datetime import datetime

from sqlalchemy import func, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session, transaction
from forum.recorded import people
from forum.recorded.fields import Broken
from forum.recorded.format import User, user
from forum.recorded.intake import Intake


def add_users(intake: Intake) -> None:
    """Write the users who are not there yet, in the order of the file, then the stand-ins."""
    seen: set[str] = set()
    for batch in intake.batches("users", "users", user):
        have = people.known(found.id for _, found in batch)
        new = []
        for line, found in batch:
            try:
                if _is_new(found, have.get(found.id), seen):
                    new.append(found)
            except Broken as broken:
                intake.refuse("users", line, broken)
        with transaction():
            people.add_people(new)
        session().expunge_all()
        intake.added["users"] += len(new)
    with transaction():
        people.add_stand_ins(began())


def _is_new(found: User, there: people.Known | None, seen: set[str]) -> bool:
    if found.id in seen:
        raise Broken(f"user {found.id} is there twice")
    seen.add(found.id)
    if there is not None and there.created_at != found.created:
        raise Broken(f"user {found.id} of another community is there already")
    return there is None


def began() -> datetime:
    """When the community began: its first member joined."""
    first = session().scalar(select(func.min(Member.created_at)).where(Member.source_id.is_not(None)))
    return first or clock.now()
