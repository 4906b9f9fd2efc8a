"""The pure engine: rule book + facts + state → changes, and the numbers that follow from them."""

from forum.reputation.engine.decide import day_in, decide, matching
from forum.reputation.engine.facts import Fact, Happening, Shift, happenings
from forum.reputation.engine.memory import MemoryState, replay
from forum.reputation.engine.state import Award, CapKey, Change, State

__all__ = [
    "Award",
    "CapKey",
    "Change",
    "Fact",
    "Happening",
    "MemoryState",
    "Shift",
    "State",
    "day_in",
    "decide",
    "happenings",
    "matching",
    "replay",
]
