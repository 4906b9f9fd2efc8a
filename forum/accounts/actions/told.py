"""What higher rooms tell about people: points and stages (reputation), rights (reputation, mandates), pictures.

Called inside `transaction()` only. Points move by SQL addition, so parallel awards never lose one another.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import CursorResult, bindparam, delete, insert, update

from forum.accounts.models import Mandate, Member, Standing
from forum.core.bulk import run_many
from forum.core.db import alter, dialect_name, session, upsert


class Shown(NamedTuple):
    """How a stage is shown: what it is called in German and English, and what it and those before it unlock."""

    title: str
    title_en: str
    perks: str


_RAISING = (
    update(Standing)
    .where(Standing.member_id == bindparam("who"), Standing.path == bindparam("way"))
    .where(Standing.stage < bindparam("number"))
    .values(
        stage=bindparam("number"),
        title=bindparam("name"),
        title_en=bindparam("english"),
        perks=bindparam("unlocked"),
        reached_at=bindparam("instant"),
    )
)


@cache
def _adding(dialect: str) -> Any:
    """Build the upsert once per dialect."""
    del dialect
    row = upsert(Standing)
    added = {"points": Standing.points + row.excluded.points}
    return row.on_conflict_do_update(index_elements=["member_id", "path"], set_=added)


@cache
def _addition(dialect: str) -> Any:
    return _adding(dialect).returning(Standing.points, Standing.stage)


def add_points(member_id: int, path: str, amount: int) -> tuple[int, int]:
    """Move a member's points on a path by `amount` (may be negative); give (points, stage) afterwards."""
    connection = session().connection()
    row = {"member_id": member_id, "path": path, "points": amount, "stage": 0, "title": "", "title_en": "", "perks": ""}
    points, stage = connection.execute(_addition(connection.dialect.name), row).one()
    return points, stage


def add_many_points(amounts: Mapping[tuple[int, str], int]) -> None:
    """Move points by (member, path), in one statement."""
    rows = [(*way, amount, 0, "", "", "") for way, amount in sorted(amounts.items())]
    run_many(_adding(dialect_name()), ("member_id", "path", "points", "stage", "title", "title_en", "perks"), rows)


def raise_stages(stages: Sequence[tuple[int, str, int, str, str, str, datetime]]) -> None:
    """Raise (member, path, to stage, as shown, at) in one statement; stages never fall by themselves."""
    names = ("who", "way", "number", "name", "english", "unlocked", "instant")
    if stages:
        session().connection().execute(_RAISING, [dict(zip(names, row, strict=True)) for row in stages])


def set_stage(member_id: int, path: str, stage: int, shown: Shown, at: datetime) -> bool:
    """Raise a member's stage on a path, shown so from now on; false when it is that high already."""
    lower = update(Standing).where(Standing.member_id == member_id, Standing.path == path, Standing.stage < stage)
    done = session().connection().execute(lower.values(stage=stage, reached_at=at, **shown._asdict()))
    return bool(done.rowcount)


def grant_right(
    member_id: int, permission: str, category_id: int | None, *, source: str, grant_id: int, at: datetime
) -> int:
    """Put a right in force (`source` rule or mandate, `grant_id` its reason there); give the row's id."""
    row = {"member_id": member_id, "permission": permission, "category_id": category_id, "source": source}
    made = session().execute(insert(Mandate).values(**row, grant_id=grant_id, since=at).returning(Mandate.id))
    return int(made.scalar_one())


def revoke_right(*, source: str, grant_id: int, permission: str | None = None) -> int:
    """End the rights that a grant gave, or one of them; give how many were in force. Gone on the next click."""
    gone = delete(Mandate).where(Mandate.source == source, Mandate.grant_id == grant_id)
    return _deleted(gone if permission is None else gone.where(Mandate.permission == permission))


def revoke_rights_of(member_id: int, *, source: str | None = None) -> int:
    """End all rights of a member, or those of one source; give how many were in force."""
    gone = delete(Mandate).where(Mandate.member_id == member_id)
    return _deleted(gone if source is None else gone.where(Mandate.source == source))


def show_avatar(member_id: int, key: str | None) -> None:
    """Show a picture beside a member's name, or the initials (None)."""
    alter(Member, member_id, {"avatar": key})


def _deleted(statement: Any) -> int:
    done: CursorResult[Any] = session().execute(statement)  # type: ignore[assignment]
    return done.rowcount
