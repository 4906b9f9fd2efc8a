"""Migrations: every command that writes brings the database up to date first."""

import re
from functools import cache
from pathlib import Path

from flask import Flask
from sqlalchemy import inspect, text

from forum.core.assets import folder
from forum.core.db import db

STEP = re.compile(r'^(revision|down_revision) = "(\w+)"$', re.MULTILINE)


def init_app(app: Flask) -> None:
    """Tell Alembic where its files are. It is loaded only where something is migrated: it costs 10 MB."""
    from flask_migrate import Migrate  # noqa: PLC0415 - see above

    Migrate(app, db, directory=str(folder("migrations")), render_as_batch=True)


def bring_up(app: Flask) -> None:
    """Apply missing migrations; does nothing quickly when there are none."""
    with app.app_context():
        url = db.engine.url
        if url.database and url.drivername.startswith("sqlite"):
            path = Path(url.database)
            path.touch(mode=0o600)  # before SQLite makes its -wal and -shm files, which inherit the mode
            path.chmod(0o600)
        if current() != head():
            from flask_migrate import upgrade  # noqa: PLC0415 - see init_app

            init_app(app)
            upgrade(directory=str(folder("migrations")))


@cache
def head() -> str:
    """Give the newest migration's number: the one that no other follows."""
    steps = [dict(STEP.findall(path.read_text("utf-8"))) for path in (folder("migrations") / "versions").glob("*.py")]
    followed = {step.get("down_revision") for step in steps}
    newest = [step["revision"] for step in steps if step["revision"] not in followed]
    return newest[0] if len(newest) == 1 else ""


def current() -> str:
    """Give the database's migration number, empty for an empty database."""
    if not inspect(db.engine).has_table("alembic_version"):
        return ""
    with db.engine.connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
