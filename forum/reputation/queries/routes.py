"""Where a member stands on the career paths, what each stage takes and brings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from forum.accounts.models import Standing
from forum.core.db import session
from forum.reputation.engine.stages import Requirement, requirements
from forum.reputation.models import Promotion, Tally
from forum.reputation.queries.books import book_now
from forum.reputation.queries.metrics import metrics
from forum.reputation.rulebook import Path, Stage


@dataclass(frozen=True, slots=True)
class Waypoint:
    """A stage as somebody sees it from where they stand. `state`: reached, here, next or later."""

    stage: Stage
    state: str
    requirements: Sequence[Requirement]


@dataclass(frozen=True, slots=True)
class Route:
    """A path with somebody on it. `stage` 0 = nothing earned yet; `waypoints` from the bottom."""

    path: Path
    points: int
    stage: int
    waypoints: Sequence[Waypoint]

    @property
    def here(self) -> Stage | None:
        """The stage reached, none before the first."""
        return self.path.stages[self.stage - 1] if self.stage else None

    @property
    def ahead(self) -> Waypoint | None:
        """The next stage with what it takes, none at the top."""
        return self.waypoints[self.stage] if self.stage < len(self.waypoints) else None

    @property
    def progress(self) -> float:
        """Where to draw somebody: 4.48 is nearly half-way in points from the fourth to the fifth stage."""
        if self.here is None or self.ahead is None:
            return float(max(self.stage, 1))
        low, high = self.here.points, self.ahead.stage.points
        share = (self.points - low) / (high - low) if high > low else 0.0
        return self.stage + min(max(share, 0.0), 0.98)


def routes(member_id: int) -> list[Route]:
    """Give all paths of the rule book with the member on them, most points first; at most nine statements a path."""
    standings = _standings(member_id)
    made = [_route(member_id, path, *standings.get(path.id, (0, 0))) for path in book_now().rules.paths.values()]
    return sorted(made, key=lambda route: -route.points)


def stages(member_id: int) -> list[tuple[Path, Stage]]:
    """Give only the stages a member reached: what others see. Two statements."""
    paths, standings = book_now().rules.paths, _standings(member_id)
    known = [(paths[path], stage) for path, (_points, stage) in standings.items() if stage and path in paths]
    return [(path, path.stages[min(stage, len(path.stages)) - 1]) for path, stage in known]


def thanked_by(member_id: int) -> int:
    """Count the different people whose thanks to a member stand now."""
    mine = (Tally.member_id == member_id, Tally.name == "thanker", Tally.value > 0)
    return session().scalar(select(func.count(Tally.a.distinct())).where(*mine)) or 0


def holders(path: str, least: int) -> Sequence[tuple[int, int]]:
    """Give (member id, highest stage) of everybody at `least` or above on a path, highest first, then by id."""
    top = func.max(Promotion.stage)
    wanted = select(Promotion.member_id, top).where(Promotion.path == path).group_by(Promotion.member_id)
    found = session().execute(wanted.having(top >= least).order_by(top.desc(), Promotion.member_id))
    return [(member_id, stage) for member_id, stage in found]


def _standings(member_id: int) -> Mapping[str, tuple[int, int]]:
    rows = session().execute(
        select(Standing.path, Standing.points, Standing.stage)
        .where(Standing.member_id == member_id)
        .order_by(Standing.points.desc(), Standing.path)
    )
    return {path: (points, stage) for path, points, stage in rows}


def _route(member_id: int, path: Path, points: int, stage: int) -> Route:
    ahead = path.after(stage)
    have = metrics(member_id, path.id, ahead.requires.keys() - {"points"}) | {"points": points} if ahead else {}
    waypoints = [
        Waypoint(each, _state(each.number, stage), requirements(each, have) if each is ahead else ())
        for each in path.stages
    ]
    return Route(path, points, stage, waypoints)


def _state(number: int, stage: int) -> str:
    if number < stage:
        return "reached"
    return {stage: "here", stage + 1: "next"}.get(number, "later")
