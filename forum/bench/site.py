"""The community under measurement: its data folder, its addresses, and who signs in."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from forum.accounts.actions import begin_session, create_member
from forum.accounts.models import Member
from forum.accounts.passwords import hash_password
from forum.accounts.queries import by_email, by_handle, by_id
from forum.bench import loader
from forum.bench.plan import Size
from forum.config import Settings
from forum.core import outbox
from forum.core.db import db, session
from forum.search.actions import rebuild
from forum.threads.models import Category, Thread
from forum.threads.queries.places import path_of

ROTATION = 20
SEARCHED = "rechnung"
SETTLE_S = 600
WRITER = "mitglied1"
"""One of the few who write most."""


@dataclass(frozen=True, slots=True)
class Site:
    """Settings of the server and the application object on the same data; `app` is Flask's.

    `member` is somebody who reads more than they write.
    """

    settings: Settings
    app: Any
    threads: list[str]
    category: str
    member: str

    def paths(self, page: str) -> list[str]:
        """Give the addresses that a page's measurement goes round."""
        known = {
            "thread": self.threads,
            "home": ["/"],
            "list": [f"/c/{self.category}"],
            "profile": [f"/m/{WRITER}"],
            "leaderboard": ["/leaderboard"],
            "search": [f"/search?q={SEARCHED}"],
        }
        return known[page]

    def cookie(self, handle: str) -> str:
        """Sign a member in; give the cookie header."""
        with self.app.app_context():
            token = begin_session(by_id(by_handle(handle).id))
            session().close()
        visitor = self.app.test_client()
        with visitor.session_transaction() as kept:
            kept["_user_id"] = token
        visitor.get("/settings")  # its forms put the secret of their token into the cookie
        name = self.app.config["SESSION_COOKIE_NAME"]
        return f"{name}={visitor.get_cookie(name).value}"

    def known_address(self, password: str) -> str:
        """Give the address of somebody who has an account, made where there is none."""
        email = "known@x.example"
        with self.app.app_context():
            if by_email(email) is None:
                create_member("bekannt", email=email, password_hash=hash_password(password + "er"))
            session().close()
        return email

    def statements(self, path: str, cookie: str) -> int:
        """Count the SQL statements that a page needs when nothing is kept in memory."""
        visitor = self.app.test_client(use_cookies=False)
        headers = {"Cookie": cookie} if cookie else {}
        visitor.get(path, headers=headers)
        with self.app.app_context(), counting(db.engine) as counted:
            visitor.get(path, headers=headers)
        return len(counted)


@contextmanager
def counting(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that the engine executes."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def prepare(make: Callable[[Settings], Any], settings: Settings, size: Size, progress: loader.Progress) -> Site:
    """Fill an empty data folder, or take the one that was kept from an earlier run."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    app = make(settings)
    with app.app_context():
        if session().scalar(select(Thread.id).limit(1)) is None:
            loader.load(size, progress)
            loader.close_last_day()
            rebuild()
        newest = select(Thread).where(Thread.kind == "question").order_by(Thread.id.desc()).limit(ROTATION)
        threads = [path_of(thread) for thread in session().scalars(newest)]
        category = session().scalars(select(Category.slug).order_by(Category.position).limit(1)).one()
        members = select(Member.handle).where(Member.handle.startswith("mitglied")).order_by(Member.id.desc())
        reader = session().scalars(members.limit(1)).one()
        session().close()
    return Site(settings, app, threads, category, reader)


def settle(site: Site) -> None:
    """Wait until the server's worker has done what filling the data left owed: pages are measured in a calm hour."""
    deadline = time.monotonic() + SETTLE_S
    while time.monotonic() < deadline:
        with site.app.app_context():
            owed = outbox.due()
            session().close()
        if not owed:
            return
        time.sleep(0.5)
    raise RuntimeError("the worker did not come to the end of what was owed")
