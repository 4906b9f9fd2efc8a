"""Who is asking: the member behind the session cookie, loaded once a request and anew inside a transaction.

Programs (`/api/`) ask with a token instead; there no cookie counts.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from flask import has_request_context, request
from flask import session as cookie
from sqlalchemy import bindparam, case, literal, select, union_all

from forum.access import Actor, Permission, Right
from forum.access.guard import GUEST
from forum.accounts.models import ApiToken, ExpertField, Mandate, Member, Standing, WebSession
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
    token: ApiToken | None = None

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


_TOKEN = (
    select(ApiToken, Member)
    .join(Member, Member.id == ApiToken.member_id)
    .where(ApiToken.id_hash == bindparam("id_hash"))
    .execution_options(populate_existing=True)
)
# Built once: every page asks these two questions.
_SESSION = (
    select(WebSession, Member)
    .join(Member, Member.id == WebSession.member_id)
    .where(WebSession.id_hash == bindparam("id_hash"))
    .execution_options(populate_existing=True)
)
_TOLD = union_all(
    select(literal("standing"), Standing.path, Standing.stage, Standing.points).where(
        Standing.member_id == bindparam("member")
    ),
    select(
        literal("right"), Mandate.permission, Mandate.category_id, case((Mandate.source == "mandate", 1), else_=0)
    ).where(Mandate.member_id == bindparam("member")),
    select(literal("field"), literal(""), ExpertField.category_id, literal(0)).where(
        ExpertField.member_id == bindparam("member")
    ),
)


def load_current() -> Person:
    """Find the person behind the cookie; an ended, outdated or unknown session is a guest. Two statements."""
    if has_request_context() and request.path.startswith(web.API):
        return _program(web.bearer())
    token = cookie.get(COOKIE_KEY) if has_request_context() else None
    if not isinstance(token, str):
        return NOBODY
    row = session().execute(_SESSION, {"id_hash": hashed(token)}).one_or_none()
    if row is None:
        return NOBODY
    found, member = row
    ended = found.expires_at <= clock.now() or member.session_epoch != found.epoch
    if ended or member.kind != "person" or member.suspended:
        return NOBODY
    return _as_told(member, found)


def _program(token: str) -> Person:
    row = session().execute(_TOKEN, {"id_hash": hashed(token)}).one_or_none() if token else None
    if row is None:
        return NOBODY
    found, member = row
    ended = found.expires_at <= clock.now() or member.session_epoch != found.epoch
    if ended or member.kind != "person" or member.suspended:
        return NOBODY
    return _as_told(member, None, found)


def _as_told(member: Member, found: WebSession | None, token: ApiToken | None = None) -> Person:
    """Put together who a member is and what higher rooms told about them."""
    told = session().connection().execute(_TOLD, {"member": member.id}).all()
    known = set(Permission)
    rights = (
        Right(Permission(name), topic, bool(mandate))
        for kind, name, topic, mandate in told
        if kind == "right" and name in known
    )
    actor = Actor(
        id=member.id,
        role=member.role,
        confirmed=member.email_confirmed_at is not None,
        suspended=False,
        fields=frozenset(topic for kind, _, topic, _ in told if kind == "field"),
        rights=frozenset(rights),
    )
    ways = [(path, stage, points) for kind, path, stage, points in told if kind == "standing"]
    return Person(actor, member, found, max(ways, key=lambda way: way[2], default=None), token)


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
