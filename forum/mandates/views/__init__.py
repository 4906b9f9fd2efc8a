"""Pages of mandates: what the leading decides, what the holder sees and does."""

from forum.mandates.views import deciding, holding, overview
from forum.mandates.views.room import blueprint

__all__ = ["blueprint", "deciding", "holding", "overview"]
