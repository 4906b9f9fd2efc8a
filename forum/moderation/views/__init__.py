"""Pages of moderation, one subject a file."""

from forum.moderation.views import log, pictures
from forum.moderation.views.room import blueprint

__all__ = ["blueprint", "log", "pictures"]
