"""Which stage metrics reach, and what is missing for the next; which badges are found. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from forum.reputation.rulebook import Badge, Path, Stage


class Requirement(NamedTuple):
    """One condition of a stage: `have` of `need`."""

    metric: str
    have: int
    need: int

    @property
    def met(self) -> bool:
        """Whether it holds."""
        return self.have >= self.need

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100, rounded down so that 100 means met."""
        return 100 if self.met else max(self.have, 0) * 100 // self.need


def success_rate(good: int, answers: int) -> int:
    """Give the share of answers that helped, in percent, drawn towards one half while there are few.

    (good + 2) / (answers + 4): Agresti and Coull, Approximate is better than "exact", 1998.
    """
    return (good + 2) * 100 // (answers + 4)


def requirements(stage: Stage, metrics: Mapping[str, int]) -> list[Requirement]:
    """Give the conditions of a stage with what is there, points first."""
    items = sorted(stage.requires.items(), key=lambda item: item[0] != "points")
    return [Requirement(metric, metrics.get(metric, 0), need) for metric, need in items]


def reached(path: Path, stage: int, metrics: Mapping[str, int]) -> int:
    """Give the stage reached from `stage` upwards; never below it. Stage 1 begins with the first point."""
    while (ahead := path.after(stage)) is not None and metrics.get("points", 0) > 0:
        if not all(item.met for item in requirements(ahead, metrics)):
            break
        stage = ahead.number
    return stage


def found(badge: Badge, metrics: Mapping[str, int]) -> bool:
    """Tell whether everything a badge requires holds."""
    return all(metrics.get(metric, 0) >= need for metric, need in badge.requires.items())
