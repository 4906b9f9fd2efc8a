"""Operations of the API, one file a resource, and its description."""

from forum.api.views import (
    categories,
    description,
    judging,
    leading,
    members,
    moderation,
    posts,
    searching,
    threads,
    webhooks,
)
from forum.api.views.room import blueprint

__all__ = [
    "blueprint",
    "categories",
    "description",
    "judging",
    "leading",
    "members",
    "moderation",
    "posts",
    "searching",
    "threads",
    "webhooks",
]
