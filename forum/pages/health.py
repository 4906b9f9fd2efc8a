"""For machines: whether the process is alive, and whether it can serve."""

import shutil

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import text

from forum import database
from forum.config import Settings
from forum.core import outbox
from forum.core.db import session

blueprint = Blueprint("health", __name__)
MIN_DISK = 0.05
MAX_AGE_S = 300


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Database, migrations, disk (5 % free at least) and the outbox's age (five minutes at most). No secrets."""
    try:
        checks = {"database": _database(), "migrations": _migrations(), "disk": _disk(), "outbox": _outbox()}
    except Exception:  # noqa: BLE001 - whatever fails, the answer is no
        checks = {"database": False}
    ready = all(checks.values())
    return jsonify(status="ok" if ready else "failing", checks=checks), 200 if ready else 503


def _database() -> bool:
    return bool(session().scalar(text("SELECT 1")) == 1)


def _migrations() -> bool:
    return database.current() == database.head()


def _disk() -> bool:
    settings: Settings = current_app.extensions["forum.settings"]
    usage = shutil.disk_usage(settings.data_dir)
    return usage.free >= MIN_DISK * usage.total


def _outbox() -> bool:
    return outbox.age_s() <= MAX_AGE_S
