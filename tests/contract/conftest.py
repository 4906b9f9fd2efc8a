"""The community of `tests/contract/community.py`: `world` on this test's own database, `crowd` one for many readers."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from forum.app import create_app
from forum.config import Settings
from forum.core.db import db, session
from tests.contract.community import World, build


@pytest.fixture
def world(app: Flask) -> World:
    """The community, made afresh; use it with `database` parametrised to have it on both."""
    return build(app)


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[tuple[Flask, World]]:
    """The community on SQLite, made once a run, for tests that only read."""
    folder = tmp_path_factory.mktemp("crowd")
    shutil.copyfile(sqlite_template, folder / "forum.db")
    app = create_app(Settings(database_url=f"sqlite:///{folder}/forum.db", data_dir=folder / "data", limits="off"))
    app.testing = True
    made = build(app)
    yield app, made
    with app.app_context():
        session().close()
        db.engine.dispose()
