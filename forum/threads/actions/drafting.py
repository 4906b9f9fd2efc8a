"""Keep what a member has typed until it is sent, thrown away or half a year old."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select

from forum.core import clock, shield
from forum.core.db import session, upsert
from forum.core.errors import Conflict, Invalid
from forum.threads.models import Draft

MOST = 50
MOST_CHARACTERS = 50_000
KEPT_FOR = timedelta(days=180)
LATE = "Something else was kept here meanwhile, in another window or on another device."


def save_draft(*, member_id: int, place: str, fields: Mapping[str, str], seen: int) -> int:
    """Keep a form's fields at a place, hard kinds masked; give the version, 0 when there is nothing to keep.

    `seen`: the version that the writer started from, 0 for none. Raises Conflict when something else was kept (or it
    was sent or thrown away) since, and Invalid when there are too many drafts
    or the text is far too long.
    """
    fields = {name: shield.mask_hard(value) for name, value in fields.items()}
    if sum(map(len, fields.values())) > MOST_CHARACTERS:
        raise Invalid({"": "This text is too long."})
    wanted = select(Draft).where(Draft.member_id == member_id, Draft.place == place).with_for_update()
    found = session().scalar(wanted.execution_options(populate_existing=True))
    if found is not None and found.fields == fields:
        return found.version
    if (found.version if found else 0) != seen:
        raise Conflict(LATE)
    if not any(fields.get(name, "").strip() for name in ("title", "body")):
        forget_draft_at(member_id, place)
        return 0
    now = clock.now()
    version = max(int(now.timestamp() * 1000), seen + 1)
    if found is not None:
        found.fields, found.version, found.updated_at = fields, version, now
    else:
        _begin(member_id, place, {"fields": fields, "version": version, "updated_at": now})
    return version


def _begin(member_id: int, place: str, values: Mapping[str, object]) -> None:
    if (session().scalar(select(func.count(Draft.id)).where(Draft.member_id == member_id)) or 0) >= MOST:
        raise Invalid({"": "You have 50 drafts. Please send or delete one of them first."})
    row = upsert(Draft).values(member_id=member_id, place=place, **values)
    done = session().execute(row.on_conflict_do_nothing(index_elements=["member_id", "place"]))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Conflict(LATE)


_SENT = delete(Draft.__table__).where(  # type: ignore[arg-type]
    Draft.member_id == bindparam("member"), Draft.place == bindparam("at")
)


def forget_draft_at(member_id: int, place: str) -> None:
    """Drop the draft of a place: it was sent, or is empty by now."""
    session().connection().execute(_SENT, {"member": member_id, "at": place})


def discard_draft(member_id: int, draft_id: int) -> bool:
    """Throw one of a member's drafts away; tell whether it was there."""
    done = session().execute(delete(Draft).where(Draft.id == draft_id, Draft.member_id == member_id))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def forget_drafts(member_id: int) -> None:
    """Drop all drafts of a member."""
    session().execute(delete(Draft).where(Draft.member_id == member_id))


def sweep_drafts(now: datetime) -> None:
    """Drop what nobody touched for half a year."""
    session().execute(delete(Draft).where(Draft.updated_at < now - KEPT_FOR))
