"""The rules of the game: TOML in, frozen data out, every fault with key and line."""

from forum.reputation.rulebook.loading import FaultyRuleBook, loads, shipped, shipped_text
from forum.reputation.rulebook.model import Badge, Cap, Path, PointRule, Right, RuleBook, Stage, Text, When
from forum.reputation.rulebook.section import Fault

__all__ = [
    "Badge",
    "Cap",
    "Fault",
    "FaultyRuleBook",
    "Path",
    "PointRule",
    "Right",
    "RuleBook",
    "Stage",
    "Text",
    "When",
    "loads",
    "shipped",
    "shipped_text",
]
