"""Pages of the conversation, one file a resource; the thread's own page mixes rooms and stands in `pages`."""

from forum.threads.views import (
    asking,
    avatars,
    bookmarks,
    categories,
    edits,
    endorsements,
    fitting,
    follows,
    pictures,
    posts,
    preview,
    proposals,
    reading,
    sharing,
    solutions,
    votes,
)
from forum.threads.views.room import blueprint

__all__ = [
    "asking",
    "avatars",
    "blueprint",
    "bookmarks",
    "categories",
    "edits",
    "endorsements",
    "fitting",
    "follows",
    "pictures",
    "posts",
    "preview",
    "proposals",
    "reading",
    "sharing",
    "solutions",
    "votes",
]
