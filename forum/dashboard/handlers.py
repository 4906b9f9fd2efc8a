"""What a closed day leaves behind."""

from collections import Counter
from datetime import date

from sqlalchemy import delete, func, select, update

from forum.accounts.events import MemberErased
from forum.core import clock, outbox
from forum.core.db import session, upsert
from forum.core.schedule import DayClosed
from forum.dashboard.models import ActiveWeek, MemberPhase, PhaseFlow, Pulse
from forum.dashboard.phases import active_on, monday_of, phases_on
from forum.dashboard.queries import measure_pulse

PULSE = "pulse"


def close_day(event: DayClosed) -> None:
    """Keep the week's activity and the members' phases; owe the pulse."""
    active = [{"member_id": member, "monday": monday_of(event.day)} for member in sorted(active_on(event.day))]
    if active:
        session().execute(upsert(ActiveWeek).values(active).on_conflict_do_nothing())
    _keep_phases(event.day)
    outbox.owe(PULSE, {}, key=PULSE)


def _keep_phases(day: date) -> None:
    before = dict(session().execute(select(MemberPhase.member_id, MemberPhase.phase)).tuples().all())
    after = phases_on(day)
    flows: Counter[tuple[str, str]] = Counter()
    for member, phase in after.items():
        if before.get(member) != phase:
            flows[before.get(member, ""), phase] += 1
            row = upsert(MemberPhase).values(member_id=member, phase=phase, since=day)
            changed = {"phase": phase, "since": day}
            session().execute(row.on_conflict_do_update(index_elements=["member_id"], set_=changed))
    gone = sorted(set(before) - set(after))
    flows.update((before[member], "") for member in gone)
    session().execute(delete(MemberPhase).where(MemberPhase.member_id.in_(gone)))
    for (old, new), number in sorted(flows.items()):
        add_flow(day, old, new, number)


def add_flow(day: date, old: str, new: str, number: int) -> None:
    """Count members who changed phase on a day."""
    row = upsert(PhaseFlow).values(day=day, old=old, new=new, members=number)
    more = {"members": PhaseFlow.members + number}
    session().execute(row.on_conflict_do_update(index_elements=["day", "old", "new"], set_=more))


def forget_phase(event: MemberErased) -> None:
    """Let an erased member leave their phase."""
    phase = session().scalar(select(MemberPhase.phase).where(MemberPhase.member_id == event.member_id))
    if phase is not None:
        session().execute(delete(MemberPhase).where(MemberPhase.member_id == event.member_id))
        last = session().scalar(select(func.max(PhaseFlow.day))) or clock.today()
        add_flow(last, phase, "", 1)


def keep_pulse(_payloads: list[outbox.Payload]) -> None:
    """Measure the medians of the last 30 days; the worker's part."""
    from forum.core.db import transaction  # noqa: PLC0415 - only the worker's part begins a transaction

    with transaction():
        session().execute(update(Pulse).values(questions=0, median_s=None))
        for category_id, (median, questions) in measure_pulse().items():
            row = upsert(Pulse).values(category_id=category_id, median_s=median, questions=questions, at=clock.now())
            fresh = {"median_s": median, "questions": questions, "at": clock.now()}
            session().execute(row.on_conflict_do_update(index_elements=["category_id"], set_=fresh))
