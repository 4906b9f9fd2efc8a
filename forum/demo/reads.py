"""How often threads are read: most on the first days, the rest for months, found through search engines."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from forum.demo.rhythm import ZURICH
from forum.demo.stage import Stage
from forum.demo.talk import Talk

EARLY, LATE = (22.0, 9.0), (34.0, 26.0, 18.0, 12.0)  # readers of a middling thread: first two days, later waves
MEMBERS_ONLY = 0.3


def reads(stage: Stage, talks: Sequence[Talk]) -> dict[date, list[tuple[int, int]]]:
    """Give (thread, number of readers) by Zurich day."""
    days: dict[date, list[tuple[int, int]]] = defaultdict(list)
    public = {one.slug for one in stage.content.subjects if one.audience == "public"}
    for talk in talks:
        scale = talk.popular * (1.0 if talk.category in public else MEMBERS_ONLY)
        for at, middling in _waves(stage, talk.opening.at):
            number = round(middling * scale * stage.rng.lognormvariate(0, 0.4))
            if number and at < stage.rhythm.now:
                days[at.astimezone(ZURICH).date()].append((talk.thread, number))
    return days


def _waves(stage: Stage, begin: datetime) -> list[tuple[datetime, float]]:
    early = [(begin + timedelta(days=index, minutes=20), middling) for index, middling in enumerate(EARLY)]
    late = [(begin + timedelta(days=2 + stage.rng.expovariate(1 / 55)), middling) for middling in LATE]
    return early + late
