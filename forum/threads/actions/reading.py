"""Write down how far members read; and let them say that everything counts as read."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import case, delete, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session, upsert
from forum.core.pagination import moment
from forum.threads.models import AllRead, Reading, Thread

KEPT = timedelta(days=180)
MOST = 10_000  # rows a flush writes; the newest places matter, and what is dropped is seen again


def add_reads(counted: Mapping[tuple[object, ...], int]) -> None:
    """Move how far members read: (member id, thread id) → microseconds; never back. Three statements.

    Erased members and threads that don't exist are skipped.
    """
    places = {(int(str(who)), int(str(where))): at for (who, where), at in list(counted.items())[:MOST]}
    people = select(Member.id).where(Member.id.in_({who for who, _ in places}), Member.kind == "person")
    threads = select(Thread.id).where(Thread.id.in_({where for _, where in places}))
    known, there = set(session().scalars(people)), set(session().scalars(threads))
    day = clock.today()
    rows = [
        {"member_id": who, "thread_id": where, "seen_until": moment(at), "day": day}
        for (who, where), at in sorted(places.items())
        if who in known and where in there
    ]
    if not rows:
        return
    row = upsert(Reading)
    later = case((row.excluded.seen_until > Reading.seen_until, row.excluded.seen_until), else_=Reading.seen_until)
    moved = {"seen_until": later, "day": row.excluded.day}
    session().connection().execute(
        row.on_conflict_do_update(index_elements=["member_id", "thread_id"], set_=moved), rows
    )


def read_all(member_id: int) -> None:
    """Let everything written so far count as read."""
    row = upsert(AllRead).values(member_id=member_id, at=clock.now())
    session().execute(row.on_conflict_do_update(index_elements=["member_id"], set_={"at": clock.now()}))


def forget_reading(member_id: int) -> None:
    """Take away what an erased member read."""
    for table in (Reading, AllRead):
        session().execute(delete(table).where(table.member_id == member_id))


def sweep_reading(today: date) -> None:
    """Forget what was not looked at for 180 days."""
    session().execute(delete(Reading).where(Reading.day < today - KEPT))
