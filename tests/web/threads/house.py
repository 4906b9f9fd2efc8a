"""A small house for web tests: three audiences, one person a role, and noise that must never show up."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from forum.accounts.models import Mandate, Member
from forum.core import clock
from forum.core.db import session, transaction
from forum.threads import queries
from forum.threads.models import Post, Thread
from tests import factories

ROLES = ("asker", "helper", "other", "expert", "manager", "newcomer")


class House:
    """Ids by name, clients by role, and a way to look into the database between requests."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context():
            self.places = {
                "familie": factories.category("familie", name="Familie & Kinder").id,
                "drinnen": factories.category("drinnen", name="Drinnen", audience="members").id,
                "team": factories.category("team", name="Teamzimmer", audience="team", who_may_write="team").id,
            }
            self.people = {name: self._person(name) for name in ROLES}
        self.thread = self.ask("asker", "Zahlt ihr die Zahnspange?")
        self.noise = self.ask("other", "Etwas ganz anderes zur Prämie?")

    def _person(self, name: str) -> int:
        role = name if name in {"expert", "manager"} else "member"
        fields = [self.places["familie"]] if role == "expert" else []
        return factories.member(role, handle=name, confirmed=name != "newcomer", fields=fields).id

    def client(self, name: str = "") -> FlaskClient:
        """Give a browser, signed in as somebody."""
        browser = self.app.test_client()
        if name:
            with self.app.app_context():
                factories.sign_in(browser, self.member(name))
        return browser

    def member(self, name: str) -> Member:
        return session().get_one(Member, self.people[name])

    def do(self, act: Callable[[], Any]) -> Any:
        """Run something in a fresh context."""
        with self.app.app_context():
            return act()

    def ask(self, name: str, title: str, place: str = "familie", **more: Any) -> int:
        def act() -> int:
            found = queries.category(place)
            return factories.thread(self.member(name), found, title=title, **more).id

        return int(self.do(act))

    def answer(self, name: str, thread_id: int = 0, body: str = "") -> int:
        def act() -> int:
            return factories.answer(queries.thread(thread_id or self.thread), self.member(name), body).id

        return int(self.do(act))

    def entrust(self, name: str, permission: str, place: str = "familie") -> None:
        """Give somebody a right, as a mandate would."""
        right = {"permission": permission, "category_id": self.places[place], "source": "mandate", "grant_id": 1}

        def act() -> None:
            with transaction() as s:
                s.add(Mandate(member_id=self.people[name], since=clock.now(), **right))

        self.do(act)

    def post(self, post_id: int) -> Post:
        return self.do(lambda: queries.post(post_id))

    def opening(self, thread_id: int = 0) -> int:
        first = select(Post.id).where(Post.thread_id == (thread_id or self.thread), Post.kind == "opening")
        return int(self.do(lambda: session().scalars(first).one()))

    def row(self, thread_id: int = 0) -> Thread:
        return self.do(lambda: queries.thread(thread_id or self.thread))

    def count(self, table: Any, *where: Any) -> int:
        return self.do(lambda: len(session().scalars(select(table).where(*where)).all()))
