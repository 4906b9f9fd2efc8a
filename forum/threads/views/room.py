"""The blueprint of the conversation and what its views share."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import quote

from flask import Blueprint, current_app, request
from flask import session as cookie

from forum.accounts.models import Member
from forum.accounts.queries import Person, person
from forum.accounts.queries.current import COOKIE_KEY
from forum.core import web
from forum.core.errors import Refused
from forum.core.ports import THREAD_PAGE
from forum.threads.forms import Typed

blueprint = Blueprint("threads", __name__)
View = TypeVar("View", bound=Callable[..., Any])
WRITE = "30 per minute; 300 per hour"
CLICK = "60 per minute"
ASK = "5 per minute; 30 per hour"


def thread_again(thread_id: int, typed: Typed, *, after: str | None = None, status: int = 422) -> web.Answer:
    """Show a thread's page again with what was typed and what was wrong with it."""
    web.forget_person()
    return cast("web.Answer", current_app.extensions[THREAD_PAGE](thread_id, after=after, typed=typed, status=status))


def kept_for(path: str) -> web.Answer:
    """Send a guest whose text is kept to sign up, or to sign in when a session of theirs just ended."""
    entrance = "/login" if COOKIE_KEY in cookie else "/signup"
    return web.see_other(f"{entrance}?next={quote(path)}")


def sign_in(path: str) -> web.Answer:
    """Send a guest to sign in, and to a path afterwards."""
    return web.see_other(f"/login?next={quote(path)}")


def signed_in(view: View) -> View:
    """Let nobody but members post here; a session that ended meanwhile leads to sign-in and back to the post."""

    @wraps(view)
    def wrapped(**names: Any) -> Any:
        if person().actor.id is not None:
            return view(**names)
        above = request.path.rpartition("/")[0]  # the page to which the verb belongs
        for name, page in (("post_id", "/p/"), ("thread_id", "/t/")):
            above = f"{page}{names[name]}" if name in names else above
        return sign_in(above or "/")

    return cast("View", wrapped)


def me(who: Person) -> Member:
    """Give the member who acts; raises Refused when the session ended meanwhile."""
    if who.member is None:
        raise Refused("Please sign in first.")
    return who.member
