"""Pages of the game, one file a page."""

from forum.reputation.views import leaderboard, paths, points, rules
from forum.reputation.views.room import blueprint

__all__ = ["blueprint", "leaderboard", "paths", "points", "rules"]
