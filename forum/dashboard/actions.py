"""What a closed day leaves behind: the only writes to this room's tables."""

from collections import Counter
from datetime import date

from sqlalchemy import delete, func, select, update

from forum.core import clock
from forum.core.db import session, upsert
from forum.dashboard.models import ActiveWeek, MemberPhase, PhaseFlow, Pulse
from forum.dashboard.phases import active_on, monday_of, phases_on
from forum.dashboard.queries import measure_pulse


def keep_activity(day: date) -> None:
    """Keep who contributed or voted in the day's week."""
    active = [{"member_id": member, "monday": monday_of(day)} for member in sorted(active_on(day))]
    if active:
        session().execute(upsert(ActiveWeek).values(active).on_conflict_do_nothing())


def keep_phases(day: date) -> None:
    """Put every member into the phase of a closed day and count the moves."""
    before = dict(session().execute(select(MemberPhase.member_id, MemberPhase.phase)).all())
    after = phases_on(day)
    moves: Counter[tuple[str, str]] = Counter()
    for member, phase in after.items():
        if before.get(member) != phase:
            moves[before.get(member, ""), phase] += 1
            row = upsert(MemberPhase).values(member_id=member, phase=phase, since=day)
            changed = {"phase": phase, "since": day}
            session().execute(row.on_conflict_do_update(index_elements=["member_id"], set_=changed))
    gone = sorted(set(before) - set(after))
    moves.update((before[member], "") for member in gone)
    session().execute(delete(MemberPhase).where(MemberPhase.member_id.in_(gone)))
    for (old, new), number in sorted(moves.items()):
        add_flow(day, old, new, number)


def add_flow(day: date, old: str, new: str, number: int) -> None:
    """Count members who changed phase on a day."""
    row = upsert(PhaseFlow).values(day=day, old=old, new=new, members=number)
    more = {"members": PhaseFlow.members + number}
    session().execute(row.on_conflict_do_update(index_elements=["day", "old", "new"], set_=more))


def leave_phase(member_id: int) -> None:
    """Let an erased member leave their phase, on the last closed day."""
    phase = session().scalar(select(MemberPhase.phase).where(MemberPhase.member_id == member_id))
    if phase is not None:
        session().execute(delete(MemberPhase).where(MemberPhase.member_id == member_id))
        last = session().scalar(select(func.max(PhaseFlow.day))) or clock.today()
        add_flow(last, phase, "", 1)


def keep_pulse() -> None:
    """Measure the medians of the last 30 days and keep them."""
    session().execute(update(Pulse).values(questions=0, median_s=None))
    for category_id, (median, questions) in measure_pulse().items():
        fresh = {"median_s": median, "questions": questions, "at": clock.now()}
        row = upsert(Pulse).values(category_id=category_id, **fresh)
        session().execute(row.on_conflict_do_update(index_elements=["category_id"], set_=fresh))
