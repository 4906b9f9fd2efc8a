"""How authors are shown beside what they wrote: name, emblem, labels. A fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from forum.accounts.models import Mandate, Member, Standing
from forum.core.db import session

SHORT = {"ratgeben": "rat", "gastgeben": "gast", "entdecken": "ent"}


@dataclass(frozen=True, slots=True)
class Author:
    """What a byline shows. `path` (rat, gast, ent) is None for staff, for who opted out and for who earned nothing."""

    id: int
    handle: str
    display_name: str
    initials: str
    is_staff: bool
    staff_title: str
    erased: bool
    has_mandate: bool
    path: str | None
    stage: int
    title: str
    signature: str


def authors(ids: Iterable[int]) -> dict[int, Author]:
    """Give bylines by member id; three statements for any number."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    held = select(Mandate.member_id).where(Mandate.member_id.in_(wanted), Mandate.source == "mandate")
    trusted = set(session().scalars(held))
    best: dict[int, tuple[int, str, int, str]] = {}
    columns = (Standing.member_id, Standing.points, Standing.path, Standing.stage, Standing.title)
    for member_id, points, path, stage, title in session().execute(
        select(*columns).where(Standing.member_id.in_(wanted))
    ):
        if points > 0 and stage > 0 and (points, path) > best.get(member_id, (0, ""))[:2]:
            best[member_id] = (points, path, stage, title)
    members = session().scalars(select(Member).where(Member.id.in_(wanted)))
    return {member.id: byline(member, member.id in trusted, best.get(member.id)) for member in members}


def byline(member: Member, has_mandate: bool, best: tuple[int, str, int, str] | None) -> Author:
    """Make one byline from loaded parts."""
    shows = best is not None and member.plays and not member.is_staff and member.kind == "person"
    return Author(
        id=member.id,
        handle=member.handle,
        display_name=member.display_name,
        initials=member.initials,
        is_staff=member.is_staff,
        staff_title=member.staff_title,
        erased=member.kind == "erased",
        has_mandate=has_mandate,
        path=SHORT[best[1]] if shows and best else None,
        stage=best[2] if shows and best else 0,
        title=best[3] if shows and best else "",
        signature=member.signature,
    )
