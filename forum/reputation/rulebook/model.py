"""The rule book as frozen data; every number in it came from the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Text:
    """A name in the languages of the interface."""

    de: str
    en: str

    def get(self, language: str) -> str:
        """Give the text for `en` or, for everything else, German."""
        return self.en if language == "en" else self.de


@dataclass(frozen=True, slots=True)
class Right:
    """A permission that comes with a stage. `approvals` 0 = in force at once, else so many people must agree."""

    permission: str
    scope: str
    approvals: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A waypoint: `number` from 1; `requires` metric → least value, `points` among them.

    `perks` are its own, `unlocked` those of the stages before it as well.
    """

    number: int
    title: Text
    requires: Mapping[str, int]
    perks: tuple[str, ...] = ()
    unlocked: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()

    @property
    def points(self) -> int:
        """Points from which the stage can be reached."""
        return self.requires.get("points", 0)


@dataclass(frozen=True, slots=True)
class Path:
    """A career path; `stages[0]` is stage 1. `emblem` names its drawing, `deed` what its leaderboard counts first."""

    id: str
    emblem: str
    name: Text
    text: Text
    deed: Text
    stages: tuple[Stage, ...]

    def after(self, stage: int) -> Stage | None:
        """Give the stage after this number (0 = none reached yet)."""
        return self.stages[stage] if stage < len(self.stages) else None


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that rules may pay together in a period. `unit` points or times; `net`: losses of the period free it."""

    id: str
    per: str
    most: int
    unit: str
    net: bool


@dataclass(frozen=True, slots=True)
class When:
    """Conditions of a rule that the fact itself answers, and two that need the state; None = does not matter."""

    post_kinds: frozenset[str] | None = None
    thread_kinds: frozenset[str] | None = None
    proposal_kinds: frozenset[str] | None = None
    category_kind: str = "any"
    own_content: str = "no"
    giver_newcomer: bool | None = None
    wiki: bool | None = None
    first_from_giver: bool = False
    within_hours: int | None = None


@dataclass(frozen=True, slots=True)
class PointRule:
    """What pays: `amount` points (or the event's field `amount_field`) on `path` to the fact's `to`."""

    id: str
    name: Text
    event: str
    path: str
    to: str
    amount: int
    amount_field: str
    when: When
    caps: tuple[Cap, ...]
    counts: tuple[str, ...]
    depends_on: frozenset[str]


@dataclass(frozen=True, slots=True)
class Badge:
    """A find: given once when every metric of `requires` (on `path`, where it has one) reaches its value."""

    id: str
    icon: str
    name: Text
    text: Text
    path: str
    requires: Mapping[str, int]


@dataclass(frozen=True)
class RuleBook:
    """The rules of the game. `floor` is the least total shown, never an entry."""

    name: Text
    day_zone: str
    floor: int
    paths: Mapping[str, Path]
    rules: tuple[PointRule, ...]
    badges: tuple[Badge, ...]
    caps: Mapping[str, Cap] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def by_event(self) -> Mapping[str, tuple[PointRule, ...]]:
        """Rules by the event they hear, in the order of the book."""
        events = dict.fromkeys(rule.event for rule in self.rules)
        return {event: tuple(rule for rule in self.rules if rule.event == event) for event in events}

    @cached_property
    def rule(self) -> Mapping[str, PointRule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def badge(self) -> Mapping[str, Badge]:
        """Badges by id."""
        return {badge.id: badge for badge in self.badges}

    @cached_property
    def badges_on(self) -> Mapping[str, tuple[Badge, ...]]:
        """Badges by each metric they require."""
        metrics = {metric for badge in self.badges for metric in badge.requires}
        return {metric: tuple(b for b in self.badges if metric in b.requires) for metric in metrics}

    def next_points(self, path: str, stage: int) -> int | None:
        """Give the points of the next stage, None at the top or off the map."""
        route = self.paths.get(path)
        ahead = route.after(stage) if route else None
        return ahead.points if ahead else None
