"""Stages: who reached the next one, and what it brings. They never fall by themselves."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select

from forum.accounts.actions.told import Shown, grant_right, raise_stages, set_stage
from forum.accounts.models import Standing
from forum.core import clock
from forum.core.bulk import insert_many
from forum.core.db import publish, session, upsert
from forum.reputation.engine.stages import reached, requirements
from forum.reputation.events import Promoted, RightOffer
from forum.reputation.models import Promotion, StageWait
from forum.reputation.queries.books import Version
from forum.reputation.queries.metrics import main_category, metrics
from forum.reputation.rulebook import Path, Stage


class Climb(NamedTuple):
    """Where a member stands on a path."""

    member_id: int
    path: str
    points: int
    stage: int


class Rise(NamedTuple):
    """A stage that was reached by points alone and brings no right."""

    way: tuple[int, str]
    stage: Stage
    at: datetime
    book: int


def promote_many(rises: Sequence[Rise]) -> None:
    """Write promotions in their order, with one statement a table. Publishes Promoted for each."""
    rows = [
        {"member_id": rise.way[0], "path": rise.way[1], "stage": rise.stage.number, "at": rise.at, "book": rise.book}
        for rise in rises
    ]
    ids = insert_many(Promotion, rows)
    raise_stages([(*rise.way, rise.stage.number, *_shown(rise.stage), rise.at) for rise in rises])
    for rise, promotion_id in zip(rises, ids, strict=True):
        who, path, number = *rise.way, rise.stage.number
        publish(Promoted(at=rise.at, member_id=who, path=path, stage=number, promotion_id=promotion_id, rights=()))


def look_for_stages(climb: Climb, version: Version, at: datetime) -> frozenset[str]:
    """Promote a member as far as the metrics reach; costs nothing while points are below the next stage.

    Give the metrics that keep them from the next one.
    """
    member_id, path, points, stage = climb
    route = version.rules.paths.get(path)
    ahead = route.after(stage) if route else None
    if route is None or ahead is None or points <= 0 or points < ahead.points:
        return frozenset()
    asked = {name for later in route.stages[stage:] for name in later.requires if later.points <= points}
    have = metrics(member_id, path, asked - {"points"}) | {"points": points}
    top = reached(route, stage, have)
    for number in range(stage + 1, top + 1):
        _promote(member_id, route, route.stages[number - 1], version, at)
    _wait(member_id, route, top, points)
    following = route.after(top)
    if following is None:
        return frozenset()
    return frozenset(item.metric for item in requirements(following, have) if not item.met and item.metric in asked)


def _shown(stage: Stage) -> Shown:
    return Shown(stage.title.de, stage.title.en, " ".join(stage.unlocked))


def _wait(member_id: int, route: Path, stage: int, points: int) -> None:
    """Remember who has the points but not yet the rest, so that the day's end looks again."""
    ahead = route.after(stage)
    if ahead is not None and points >= ahead.points:
        row = upsert(StageWait).values(member_id=member_id, path=route.id)
        session().execute(row.on_conflict_do_nothing())
    else:
        mine = (StageWait.member_id == member_id, StageWait.path == route.id)
        session().execute(delete(StageWait).where(*mine))


def _promote(member_id: int, route: Path, stage: Stage, version: Version, at: datetime) -> None:
    row = {"member_id": member_id, "path": route.id, "stage": stage.number, "at": at, "book": version.id}
    made = upsert(Promotion).values(row).on_conflict_do_nothing().returning(Promotion.id)
    promotion_id = session().execute(made).scalar()
    if promotion_id is None or not set_stage(member_id, route.id, stage.number, _shown(stage), at):
        return
    offers = _offers(member_id, route, stage)
    for offer in offers:
        if offer.approvals == 0:
            right = (member_id, offer.permission, offer.category_id)
            grant_right(*right, source="rule", grant_id=promotion_id, at=at)
    event = Promoted(
        at=at, member_id=member_id, path=route.id, stage=stage.number, promotion_id=promotion_id, rights=offers
    )
    publish(event)


def _offers(member_id: int, route: Path, stage: Stage) -> tuple[RightOffer, ...]:
    """Give the stage's rights; one for the main category needs a category in which something was solved."""
    offers = []
    for right in stage.rights:
        category = main_category(member_id, route.id) if right.scope == "main_category" else None
        if right.scope == "everywhere" or category is not None:
            offers.append(RightOffer(right.permission, category, right.approvals))
    return tuple(offers)


def look_again(version: Version) -> int:
    """Look at everybody who waits for a stage with enough points, by member; give how many were looked at."""
    waits = (StageWait.member_id == Standing.member_id) & (StageWait.path == Standing.path)
    columns = (Standing.member_id, Standing.path, Standing.points, Standing.stage)
    rows = session().execute(select(*columns).join(StageWait, waits).order_by(Standing.member_id, Standing.path)).all()
    for row in rows:
        look_for_stages(Climb(*row), version, clock.now())
    return len(rows)
