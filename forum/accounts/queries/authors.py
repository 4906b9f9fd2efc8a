"""How authors are shown beside what they wrote: name, emblem, labels."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, exists, select

from forum.accounts.models import Mandate, Member, Standing
from forum.accounts.models.member import initials_of
from forum.core import i18n
from forum.core.db import session
from forum.core.i18n import gettext

SHORT = {"ratgeben": "rat", "gastgeben": "gast", "entdecken": "ent"}


@dataclass(frozen=True, slots=True)
class Author:
    """What a byline shows. `path` (rat, gast, ent) is None for staff, for who opted out and for who earned nothing.

    `titled`: the stage's title stands beside the name; `frame`: 1 or 2 around the picture, 0 none. Both, and a member's
    signature, are unlocked by stages, on whichever path.
    """

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
    avatar: str | None = None
    titled: bool = False
    frame: int = 0


_BEST = and_(Standing.member_id == Member.id, Standing.points > 0, Standing.stage > 0)
_ENTRUSTED = exists().where(Mandate.member_id == Member.id, Mandate.source == "mandate")
_PEOPLE = (
    select(
        Member.id,
        Member.handle,
        Member.display_name,
        Member.kind,
        Member.role,
        Member.staff_title,
        Member.plays,
        Member.signature,
        Member.avatar,
        _ENTRUSTED.label("entrusted"),
        Standing.path,
        Standing.points,
        Standing.stage,
        Standing.title,
        Standing.title_en,
        Standing.perks,
    )
    .outerjoin(Standing, _BEST)
    .where(Member.id.in_(bindparam("ids", expanding=True)))
    .order_by(Member.id, Standing.points, Standing.path)
)


def authors(ids: Iterable[int]) -> dict[int, Author]:
    """Give bylines by member id; one statement for any number, built once."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    perks: dict[int, set[str]] = {}
    found = {}
    for row in session().connection().execute(_PEOPLE, {"ids": wanted}):  # of several paths the strongest comes last
        mine = perks.setdefault(row.id, set())
        mine.update((row.perks or "").split())
        found[row.id] = byline(row, mine)
    return found


def byline(row: Any, perks: AbstractSet[str]) -> Author:
    """Make one byline from a row of a member with the strongest standing, if any, and all that they unlocked."""
    is_staff = row.role != "member"
    shows = row.path is not None and row.plays and not is_staff and row.kind == "person"
    name = gettext("Former member") if row.kind == "erased" else row.display_name
    return Author(
        id=row.id,
        handle=row.handle,
        display_name=name,
        initials=initials_of(name),
        is_staff=is_staff,
        staff_title=row.staff_title,
        erased=row.kind == "erased",
        has_mandate=bool(row.entrusted),
        path=SHORT[row.path] if shows else None,
        stage=row.stage if shows else 0,
        title=_title(row) if shows else "",
        signature=row.signature if is_staff or "signature" in perks else "",
        avatar=row.avatar,
        titled=shows and "title" in perks,
        frame=frame_of(perks) if shows else 0,
    )


def perks_of(member_id: int) -> frozenset[str]:
    """Give what a member unlocked on any path. One statement."""
    told = session().scalars(select(Standing.perks).where(Standing.member_id == member_id))
    return frozenset(perk for perks in told for perk in perks.split())


def frame_of(perks: AbstractSet[str]) -> int:
    """Give how many frames are unlocked."""
    return 2 if "double_frame" in perks else int("frame" in perks)


def _title(row: Any) -> str:
    """Give what the stage is called in the reader's language."""
    return str(row.title_en or row.title) if i18n.voice() == "en" else str(row.title)
