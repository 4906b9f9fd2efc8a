"""The blueprint of moderation and what its views share."""

from flask import Blueprint

from forum.accounts.models import Member
from forum.accounts.queries import Person
from forum.core.errors import Refused

blueprint = Blueprint("moderation", __name__)
CLICK = "60 per minute"


def me(who: Person) -> Member:
    """Give the member who decides; raises Refused when the session ended meanwhile."""
    if who.member is None:
        raise Refused("Please sign in first.")
    return who.member
