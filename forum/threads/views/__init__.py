"""Pages of the conversation, one file a resource; the thread's own page mixes rooms and stands in `pages`."""

from forum.threads.views import (
    asking,
    avatars,
    categories,
    edits,
    endorsements,
    follows,
    pictures,
    posts,
    preview,
    proposals,
    solutions,
    votes,
)
from forum.threads.views.room import blueprint

__all__ = [
    "asking",
    "avatars",
    "blueprint",
    "categories",
    "edits",
    "endorsements",
    "follows",
    "pictures",
    "posts",
    "preview",
    "proposals",
    "solutions",
    "votes",
]
