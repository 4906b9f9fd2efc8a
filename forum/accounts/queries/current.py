"""Who is asking: the member behind the session cookie, loaded once a request and anew inside a transaction."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from flask import has_request_context
from flask import session as cookie
from sqlalchemy import select

from forum.access import Actor
from forum.access.guard import GUEST
from forum.accounts.models import Member, WebSession
from forum.accounts.queries.people import _whole, actor_of
from forum.core import clock, web
from forum.core.db import session, transaction

COOKIE_KEY = "_user_id"  # Flask-Login's place for what `get_id` gives: here the session's random id


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking. `member` and `web_session` are None for guests.

    `best` is the member's strongest (path, stage, points), read at once: a later query may load the same member anew
    without what belongs to them.
    """

    actor: Actor
    member: Member | None
    web_session: WebSession | None = None
    best: tuple[str, int, int] | None = None

    @property
    def is_authenticated(self) -> bool:
        """Flask-Login asks."""
        return self.member is not None

    is_active = is_authenticated

    @property
    def is_anonymous(self) -> bool:
        """Flask-Login asks."""
        return self.member is None

    def get_id(self) -> str | None:
        """Flask-Login asks; the random id is in the cookie only, so it cannot be given again."""
        return cookie.get(COOKIE_KEY) if has_request_context() else None


NOBODY = Person(GUEST, None)


def hashed(token: str) -> str:
    """Hash a random token for storage: 256 random bits need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def load_current() -> Person:
    """Find the person behind the cookie; an ended, outdated or unknown session is a guest."""
    token = cookie.get(COOKIE_KEY) if has_request_context() else None
    if not isinstance(token, str):
        return NOBODY
    found = session().scalar(select(WebSession).where(WebSession.id_hash == hashed(token)))
    if found is None or found.expires_at <= clock.now():
        return NOBODY
    member = session().scalar(_whole().where(Member.id == found.member_id).execution_options(populate_existing=True))
    if member is None or member.session_epoch != found.epoch or member.kind != "person":
        return NOBODY
    if member.suspended:
        return NOBODY
    best = max(member.standings, key=lambda standing: standing.points, default=None)
    return Person(actor_of(member), member, found, (best.path, best.stage, best.points) if best else None)


def person() -> Person:
    """Give who is asking."""
    return cast("Person", web.person())


def actor() -> Actor:
    """Give who is asking, for the guard."""
    return person().actor


@contextmanager
def acting() -> Iterator[Person]:
    """Begin a transaction and ask anew who is asking, so that rights lost a moment ago don't count any more."""
    with transaction():
        web.forget_person()
        yield person()
