"""Reads about people."""

from forum.accounts.queries.current import Person, acting, actor, load_current, person
from forum.accounts.queries.people import actor_of, by_email, by_handle, by_id, by_ids, superuser_now

__all__ = [
    "Person",
    "acting",
    "actor",
    "actor_of",
    "by_email",
    "by_handle",
    "by_id",
    "by_ids",
    "load_current",
    "person",
    "superuser_now",
]
