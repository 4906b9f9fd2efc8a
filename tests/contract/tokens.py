"""Programs of the community: a client that sends a token instead of a cookie."""

from collections.abc import Iterable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forum.accounts.actions import make_token
from forum.accounts.actions.tokens import SCOPES
from forum.accounts.queries import by_id
from forum.core.db import session
from tests.contract.community import World


def token_for(app: Flask, world: World, role: str, scopes: Iterable[str] = SCOPES, days: int = 30) -> str:
    """Make a token of somebody."""
    with app.app_context():
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
