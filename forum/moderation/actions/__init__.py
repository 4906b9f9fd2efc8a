"""The verbs of moderation, one subject a file; each runs inside `transaction()`, after the caller asked the guard."""

from forum.moderation.actions.pictures import refuse_picture, release_picture
from forum.moderation.actions.posts import hide_post, show_post

__all__ = ["hide_post", "refuse_picture", "release_picture", "show_post"]
