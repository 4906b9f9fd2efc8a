"""The application under test: `app`, `context` for actions and queries, `client` for pages, `clock` for time."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forum.config import Settings
from forum.core import clock as core_clock
from forum.core.db import db, session

START = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


class Clock:
    """Time that stands still until a test moves it; requests of the test client see it too."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.set(START)

    def set(self, at: datetime) -> datetime:
        """Stand still at an instant (aware)."""
        self._stack.enter_context(core_clock.shifted(at))
        return core_clock.now()

    def forward(self, **delta: float) -> datetime:
        """Move on by a timedelta's arguments: days=1, hours=2."""
        return self.set(core_clock.now() + timedelta(**delta))

    @property
    def now(self) -> datetime:
        """The instant it stands at."""
        return core_clock.now()


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Freeze time at Monday, 1 June 2026, 09:00 UTC (11:00 in Zurich)."""
    with ExitStack() as stack:
        yield Clock(stack)


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    """Settings on this test's own database and data folder, without rate limits."""
    return Settings(database_url=database, data_dir=tmp_path / "data", limits="off")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application as servers run it, on this test's own database."""
    from forum.app import create_app  # noqa: PLC0415 - structure tests run before it

    made = create_app(settings)
    made.testing = True
    yield made
    with made.app_context():
        session().close()
        db.engine.dispose()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """An application context for actions and queries. Not together with `client`: requests would share its session."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without JavaScript, signed out."""
    return app.test_client()
