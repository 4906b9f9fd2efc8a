"""Pages of the conversation, one file a resource; the thread's own page mixes rooms and stands in `pages`."""

from forum.threads.views import (
    asking,
    categories,
    edits,
    endorsements,
    follows,
    posts,
    preview,
    proposals,
    solutions,
    votes,
)
from forum.threads.views.room import blueprint

__all__ = [
    "asking",
    "blueprint",
    "categories",
    "edits",
    "endorsements",
    "follows",
    "posts",
    "preview",
    "proposals",
    "solutions",
    "votes",
]
