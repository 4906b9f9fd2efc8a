"""Facts of the game, in the past tense."""

from dataclasses import dataclass

from forum.core.events import Event


@dataclass(frozen=True, slots=True)
class RightOffer:
    """A right that comes with a stage: in `category_id` (None = everywhere), after so many approvals (0 = in force)."""

    permission: str
    category_id: int | None
    approvals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Promoted(Event):
    """A member reached a stage (1..6) of a path. `rights`: what it brings; those with approvals > 0 nominate.

    `promotion_id` is the grant's id of the rights that are in force already.
    """

    member_id: int
    path: str
    stage: int
    promotion_id: int
    rights: tuple[RightOffer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeFound(Event):
    """A member found a badge."""

    member_id: int
    badge: str
