"""Migrated databases: a template is migrated once a run, each test gets a copy of its own and commits as it likes.

SQLite: a file is copied. PostgreSQL: CREATE DATABASE … TEMPLATE. Savepoints were not chosen: the ledger's triggers,
parallel connections and the commits of `transaction()` are what the tests are about.
"""

import contextlib
import itertools
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from forum.config import Settings
from forum.core.db import db
from forum.database import bring_up
from tests.plugins.servers import needs

PREFIX = "stube_test_"
_count = itertools.count(1)

both_databases = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


def migrate(url: str, data_dir: Path) -> None:
    """Bring an empty database to the newest schema, as the commands do."""
    from forum.app import create_app  # noqa: PLC0415 - structure tests run before it

    app = create_app(Settings(database_url=url, data_dir=data_dir))
    bring_up(app)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file; copy it, never open it."""
    folder = tmp_path_factory.mktemp("template")
    path = folder / "forum.db"
    migrate(f"sqlite:///{path}", folder)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[psycopg.Connection]:
    """A connection that may create databases; what killed runs left behind is dropped first."""
    with psycopg.connect(needs("postgresql"), autocommit=True) as server:
        _sweep(server)
        yield server


@pytest.fixture(scope="session")
def postgresql_template(
    postgresql_server: psycopg.Connection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a migrated PostgreSQL database; copy it, never connect to it."""
    with created(postgresql_server, "template") as name:
        migrate(url_of(name), tmp_path_factory.mktemp("template"))
        yield name


@pytest.fixture
def empty_postgresql(postgresql_server: psycopg.Connection) -> Iterator[str]:
    """The URL of a database without any table, for migration tests."""
    with created(postgresql_server, "empty") as name:
        yield url_of(name)


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of this test's own migrated database: SQLite, or both kinds under `both_databases`."""
    if getattr(request, "param", "sqlite") == "sqlite":
        path = tmp_path / "forum.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    template = request.getfixturevalue("postgresql_template")
    with created(request.getfixturevalue("postgresql_server"), "copy", template) as name:
        yield url_of(name)


@contextlib.contextmanager
def created(server: psycopg.Connection, kind: str, template: str = "template0") -> Iterator[str]:
    """Create a database of this run, and drop it in the end."""
    name = f"{PREFIX}{os.getpid()}_{next(_count)}_{kind}"
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield name
    finally:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def url_of(name: str) -> str:
    """Give the URL of a database on the test server."""
    return make_url(needs("postgresql")).set(database=name).render_as_string(hide_password=False)


def _sweep(server: psycopg.Connection) -> None:
    """Drop the databases of test processes that no longer live."""
    for (name,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", (f"{PREFIX}%",)).fetchall():
        owner = name.removeprefix(PREFIX).split("_")[0]
        if owner.isdecimal() and not Path("/proc", owner).exists():
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
