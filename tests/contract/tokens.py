"""Programs of the community: a client that sends a token instead of a cookie."""

from collections.abc import Iterable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forum.accounts.actions import end_token, make_token
from forum.accounts.actions.tokens import SCOPES
from forum.accounts.queries import by_id, tokens_of
from forum.core.db import session, transaction
from tests.contract.community import World

KEPT = 10


def token_for(app: Flask, world: World, role: str, scopes: Iterable[str] = SCOPES, days: int = 30) -> str:
    """Make a token of somebody; their oldest ones end, of whom so many tests ask for one."""
    with app.app_context():
        for old in tokens_of(world.people[role])[KEPT:]:
            with transaction():
                end_token(world.people[role], old.id)
        made = make_token(by_id(world.people[role]), name="test", scopes=scopes, days=days)
        session().close()
    return made


class Program(FlaskClient):
    """A client that sends its token with every call."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Call with the token."""
        if self.token:
            kwargs["headers"] = {"Authorization": f"Bearer {self.token}", **(kwargs.get("headers") or {})}
        return super().open(*args, **kwargs)


def program(app: Flask, world: World, role: str, scopes: Iterable[str] = SCOPES) -> Program:
    """Give a program of somebody; of a guest one without a token."""
    made = Program(app, app.response_class)
    made.token = "" if role == "guest" else token_for(app, world, role, scopes)
    return made
