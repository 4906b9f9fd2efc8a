"""Migrations: every command that writes brings the database up to date first."""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate, upgrade
from sqlalchemy import inspect, text

from forum.core.assets import folder
from forum.core.db import db

migrate = Migrate(render_as_batch=True)


def init_app(app: Flask) -> None:
    """Tell Alembic where its files are."""
    migrate.init_app(app, db, directory=str(folder("migrations")))


def bring_up(app: Flask) -> None:
    """Apply missing migrations; does nothing quickly when there are none."""
    with app.app_context():
        url = db.engine.url
        if url.database and url.drivername.startswith("sqlite"):
            path = Path(url.database)
            path.touch(mode=0o600)  # before SQLite makes its -wal and -shm files, which inherit the mode
            path.chmod(0o600)
        if current() != head():
            upgrade(directory=str(folder("migrations")))


def head() -> str:
    """Give the newest migration's number."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - costs 50 ms that a page never needs

    return ScriptDirectory(str(folder("migrations"))).get_current_head() or ""


def current() -> str:
    """Give the database's migration number, empty for an empty database."""
    if not inspect(db.engine).has_table("alembic_version"):
        return ""
    with db.engine.connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
