"""Tables of the game."""

from forum.reputation.models.ledger import Award, LedgerEntry
from forum.reputation.models.rise import BadgeAward, Promotion, RulebookVersion, StageWait
from forum.reputation.models.rollup import StandingMonth, Tally

__all__ = [
    "Award",
    "BadgeAward",
    "LedgerEntry",
    "Promotion",
    "RulebookVersion",
    "StageWait",
    "StandingMonth",
    "Tally",
]
