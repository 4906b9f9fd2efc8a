"""The community of `tests/contract/community.py`: `world` on this test's own database, `stage` a copy to act on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from psycopg import sql

from forum.app import create_app
from forum.config import Settings
from forum.core.db import db, session
from tests.contract.community import World, build
from tests.plugins.databases import created, url_of


@pytest.fixture
def world(app: Flask) -> World:
    """The community, made afresh; use it with `database` parametrised to have it on both."""
    return build(app)


@pytest.fixture(scope="session")
def kept_community(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> tuple[Path, World]:
    """A folder with the community's database and index, made once a run; copy it, never open it."""
    folder = tmp_path_factory.mktemp("community")
    shutil.copyfile(sqlite_template, folder / "forum.db")
    app = create_app(Settings(data_dir=folder, limits="off"))
    made = build(app)
    with app.app_context():
        db.engine.dispose()
    return folder, made


class Stage:
    """An application on a copy of the community that can be put back as it was."""

    def __init__(self, source: Path, folder: Path, world: World, **settings: str) -> None:
        self.source, self.folder, self.world = source, folder, world
        shutil.copytree(source, folder)
        self.app = create_app(Settings(data_dir=folder, limits="off", **settings))
        self.app.testing = True

    def reset(self) -> None:
        """Put the database back."""
        self.close()
        for path in self.folder.glob("forum.db*"):
            path.unlink()
        shutil.copyfile(self.source / "forum.db", self.folder / "forum.db")

    def visitor(self, role: str, **options: str) -> FlaskClient:
        """Give a browser that somebody of a role is signed in with; `base_url` where it is not this machine's."""
        return self.world.sign_in(self.app.test_client(), role, **options)

    def close(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            session().close()
            db.engine.dispose()


class Copies(Stage):
    """The same on PostgreSQL: put back by a fresh copy of the community's database."""

    def __init__(self, server: psycopg.Connection, names: tuple[str, str], folder: Path) -> None:
        self.server, self.names, self.folder = server, names, folder
        built = create_app(Settings(database_url=url_of(names[0]), data_dir=folder, limits="off"))
        self.world = build(built)
        with built.app_context():
            db.engine.dispose()
        self.app = create_app(Settings(database_url=url_of(names[1]), data_dir=folder, limits="off"))
        self.app.testing = True

    def reset(self) -> None:
        """Put the database back."""
        self.close()
        template, name = map(sql.Identifier, self.names)
        self.server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        self.server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, template))


@pytest.fixture(scope="module")
def twin(
    postgresql_server: psycopg.Connection, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Copies]:
    """The community on PostgreSQL, beside `stage`."""
    folder = tmp_path_factory.mktemp("twin")
    with created(postgresql_server, "twin", postgresql_template) as whole, created(postgresql_server, "copy") as copy:
        made = Copies(postgresql_server, (whole, copy), folder)
        yield made
        made.close()


@pytest.fixture(scope="module")
def stage(kept_community: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One stage for the tests of a module; who writes puts it back first."""
    folder, world = kept_community
    made = Stage(folder, tmp_path_factory.mktemp("stage") / "data", world)
    yield made
    made.close()
