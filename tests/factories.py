"""People, threads and posts for tests, through the ordinary actions; each returns ids or loaded rows."""

import itertools
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from forum.accounts.actions import begin_session, create_member
from forum.accounts.models import Member
from forum.accounts.queries import by_id
from forum.core import clock
from forum.core.db import session, transaction
from forum.core.pictures import Drawn
from forum.threads import actions, queries
from forum.threads.actions.uploading import Quota, add_upload, store
from forum.threads.models import Category, Post, Thread, Upload
from forum.threads.texts import cook

_numbers = itertools.count(1)
LONG_AGO = timedelta(days=400)


def member(role: str = "member", *, new: bool = False, **more: Any) -> Member:
    """Make an account that joined 400 days ago (or just now), confirmed unless told otherwise."""
    handle = more.pop("handle", f"person{next(_numbers)}")
    with clock.shifted(clock.now() - (timedelta(0) if new else LONG_AGO)):
        made = create_member(handle, role=role, email=f"{handle}@example.test", **more)
    return by_id(made.id)


def category(slug: str = "", **more: Any) -> Category:
    """Make a category."""
    slug = slug or f"category{next(_numbers)}"
    with transaction():
        return actions.create_category(slug=slug, name=more.pop("name", slug.title()), **more)


def thread(author: Member | None = None, place: Category | None = None, **more: Any) -> Thread:
    """Begin a thread; `title`, `body`, `kind`, `tags` as given."""
    number = next(_numbers)
    text = cook(more.get("body", f"Ich frage mich etwas zum Thema {number}."))
    with transaction() as s:
        made, _opening = actions.ask(
            author=s.merge(author or member()),
            category=s.merge(place or category()),
            kind=more.get("kind", "question"),
            title=more.get("title", f"Was gilt im Fall {number}?"),
            text=text,
            tags=more.get("tags", ()),
        )
    return queries.thread(made.id)


def answer(to: Thread, author: Member | None = None, body: str = "") -> Post:
    """Answer a thread."""
    with transaction() as s:
        made = actions.answer(
            author=s.merge(author or member()),
            thread=queries.thread(to.id),
            text=cook(body or f"So ging es bei mir, Nummer {next(_numbers)}."),
        )
    return queries.post(made.id)


def opening(of: Thread) -> Post:
    """Give the first post of a thread."""
    return queries.post(session().scalars(select(Post.id).where(Post.thread_id == of.id, Post.kind == "opening")).one())


def upload(owner: Member, purpose: str = "post") -> Upload:
    """Bring a picture along; its bytes are none, only the way they go is real."""
    drawn = Drawn(f"RIFF{next(_numbers):012}".encode(), b"RIFFsmall", 800, 600, 0)
    name = store(drawn)
    with transaction() as s:
        return add_upload(
            owner=s.merge(owner), name=name, drawn=drawn, received=100, quota=Quota(1000, 1000), purpose=purpose
        )


def sign_in(client: FlaskClient, who: Member) -> FlaskClient:
    """Give the client a session of this member, as signing in does. Needs an application context."""
    token = begin_session(by_id(who.id))
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    return client
