"""Pages of accounts: sign up, sign in and out, links from mails, settings."""

from forum.accounts.views import (
    choices,
    first,
    links,
    own_data,
    security,
    settings,
    signin,
    signup,
    tokens,
    unsubscribing,
    welcome,
)
from forum.accounts.views.room import blueprint

__all__ = [
    "blueprint",
    "choices",
    "first",
    "links",
    "own_data",
    "security",
    "settings",
    "signin",
    "signup",
    "tokens",
    "unsubscribing",
    "welcome",
]
