"""The first steps of a newcomer that nothing else tells of."""

from forum.accounts.models import WelcomeStep
from forum.core import clock
from forum.core.db import session, upsert

STEPS = ("rules", "done")


def take_step(member_id: int, step: str) -> None:
    """Note that a newcomer read the rules (`rules`) or is done with the welcome (`done`); twice is once."""
    if step not in STEPS:
        raise ValueError(step)
    row = upsert(WelcomeStep).values(member_id=member_id, step=step, at=clock.now())
    session().execute(row.on_conflict_do_nothing())
