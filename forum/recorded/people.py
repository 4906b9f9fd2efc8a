"""Members of a recorded community: people, the system, hidden voters, and the account that stands for deleted ones."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select

from forum.accounts.events import MemberJoined
from forum.accounts.models import Member
from forum.accounts.names import fold
from forum.accounts.queries import free_skeletons
from forum.core.bulk import insert_many
from forum.core.db import session
from forum.core.slugs import slugify
from forum.recorded.format import SYSTEM, User
from forum.recorded.telling import tell_others
from forum.reputation.actions import pay_many

DELETED = "deleted account"
"""Recorded id of the one author of everything whose author is gone; no recorded id holds a space at its place."""

VOTER = "voter "
MAX_HANDLE = 30
CHUNK = 5_000
REMEMBERED = 200_000
"""Members kept in memory during an import, which changes nothing of them: about 50 MB at most."""


Item = TypeVar("Item")


class Known(NamedTuple):
    """What a replay needs of a member."""

    id: int
    kind: str
    role: str
    created_at: datetime


def known(source_ids: Iterable[str]) -> dict[str, Known]:
    """Give members by recorded id; unknown ids are left out. One statement per 5,000 ids not asked for before."""
    met: dict[str, Known] = session().info.setdefault(known, {})
    if len(met) > REMEMBERED:
        met.clear()
    wanted = set(source_ids)
    for part in chunks(sorted(wanted - met.keys())):
        columns = select(Member.source_id, Member.id, Member.kind, Member.role, Member.created_at)
        for row in session().execute(columns.where(Member.source_id.in_(part))):
            met[str(row.source_id)] = Known(row.id, row.kind, row.role, row.created_at)
    return {source_id: met[source_id] for source_id in wanted if source_id in met}


def chunks(items: Sequence[Item]) -> Iterable[Sequence[Item]]:
    """Cut a list so that databases accept it as parameters."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


def add_people(users: Sequence[User]) -> None:
    """Write people, in the order given; tells MemberJoined of each at the time they joined."""
    rows = _rows([(user.id, user.name, user.created, user.start_bonus) for user in users])
    for row in rows:
        row["kind"] = "system" if row["source_id"] == SYSTEM else "person"
    joined = [
        MemberJoined(at=row["created_at"], member_id=member_id, role="member", start_bonus=row["start_bonus"])
        for row, member_id in zip(rows, insert_many(Member, rows), strict=True)
        if row["kind"] == "person"
    ]
    pay_many(joined)
    for fact in joined:
        tell_others(fact)


def add_voters(voters: Sequence[str], since: datetime) -> None:
    """Write hidden members for voters; they are as old as the community, so that none passes for a newcomer."""
    rows = _rows([(voter, f"hidden-{voter}", since, 0) for voter in voters])
    insert_many(Member, [row | {"kind": "hidden"} for row in rows])


def add_stand_ins(since: datetime) -> None:
    """Write the system account and the deleted account where they are missing."""
    have = known([SYSTEM, DELETED])
    wanted = [(SYSTEM, "Community", "system"), (DELETED, "Deleted account", "erased")]
    for source, name, kind in wanted:
        if source not in have:
            erased = since if kind == "erased" else None
            rows = _rows([(source, name, since, 0)])
            insert_many(Member, [row | {"kind": kind, "erased_at": erased} for row in rows])


def _rows(wanted: Sequence[tuple[str, str, datetime, int]]) -> list[dict[str, Any]]:
    handles = _handles([(source, name) for source, name, _, _ in wanted])
    return [
        {
            "handle": handle,
            "handle_key": fold(handle),
            "handle_skeleton": look,
            "display_name": name,
            "created_at": created,
            "email_confirmed_at": created,
            "start_bonus": bonus,
            "source_id": source,
        }
        for handle, look, (source, name, created, bonus) in zip(handles, free_skeletons(handles), wanted, strict=True)
    ]


def _handles(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Make handles from names: letters and digits; a name somebody has already carries the recorded id."""
    plain = [slugify(name, MAX_HANDLE)[:MAX_HANDLE] for _, name in wanted]
    given: set[str] = set()
    for part in chunks(sorted({fold(handle) for handle in plain})):
        given |= set(session().scalars(select(Member.handle_key).where(Member.handle_key.in_(part))))
    handles = []
    for (source, _), first in zip(wanted, plain, strict=True):
        base = "member" if first == "x" else first
        handle, number = base, 1
        while fold(handle) in given or _taken(handle, base):
            tail = f"-{slugify(source)}" + (f"-{number}" if number > 1 else "")
            handle, number = base[: MAX_HANDLE - len(tail)] + tail, number + 1
        given.add(fold(handle))
        handles.append(handle)
    return handles


def _taken(handle: str, base: str) -> bool:
    """Ask for a handle that was not asked for with the others."""
    if handle == base and base != "member":
        return False
    return session().scalar(select(Member.id).where(Member.handle_key == fold(handle))) is not None
