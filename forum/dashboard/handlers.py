"""Reactions to days that close and to people who leave."""

from forum.accounts.events import MemberErased
from forum.core import outbox
from forum.core.db import transaction
from forum.core.schedule import DayClosed
from forum.dashboard import actions

PULSE = "pulse"


def close_day(event: DayClosed) -> None:
    """Keep the week's activity and the members' phases; owe the pulse."""
    actions.keep_activity(event.day)
    actions.keep_phases(event.day)
    outbox.owe(PULSE, {}, key=PULSE)


def forget_phase(event: MemberErased) -> None:
    """Let an erased member leave their phase."""
    actions.leave_phase(event.member_id)


def measure(_payloads: list[outbox.Payload]) -> None:
    """Measure the pulse; the worker's part."""
    with transaction():
        actions.keep_pulse()
