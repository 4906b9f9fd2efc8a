"""Reads about people."""

from forum.accounts.queries.current import NOBODY, Person, acting, actor, load_current, person
from forum.accounts.queries.links import kept_draft, open_token
from forum.accounts.queries.own import (
    administrators,
    by_login,
    consents_of,
    free_skeletons,
    sessions_of,
    taken,
    tokens_of,
    visits_of,
)
from forum.accounts.queries.people import (
    actor_of,
    by_email,
    by_handle,
    by_id,
    by_ids,
    people_named,
    suggested,
    superuser_now,
)

__all__ = [
    "NOBODY",
    "Person",
    "acting",
    "actor",
    "actor_of",
    "administrators",
    "by_email",
    "by_handle",
    "by_id",
    "by_ids",
    "by_login",
    "consents_of",
    "free_skeletons",
    "kept_draft",
    "load_current",
    "open_token",
    "people_named",
    "person",
    "sessions_of",
    "suggested",
    "superuser_now",
    "taken",
    "tokens_of",
    "visits_of",
]
