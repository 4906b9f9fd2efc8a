"""Counts of the log that other rooms show."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from forum.core.db import session
from forum.moderation.models import ModerationAction
from forum.moderation.queries.standing import lifted


def interventions(mandate_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Give (hidings, lifted ones among them) by mandate id; who never intervened is left out. One statement."""
    return _counted(ModerationAction.mandate_id, mandate_ids)


def against(member_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Give (hidings, lifted ones among them) of what members wrote, by member id, ever. One statement."""
    return _counted(ModerationAction.author_id, member_ids)


def _counted(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], ids: Iterable[int]
) -> dict[int, tuple[int, int]]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    undone: ColumnElement[int] = func.count().filter(lifted())
    rows = session().execute(
        select(column, func.count(), undone).where(column.in_(wanted), ModerationAction.kind == "hide").group_by(column)
    )
    return {key: (hidden, taken_back) for key, hidden, taken_back in rows if key is not None}
