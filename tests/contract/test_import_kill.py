"""`kill -9` in the middle of an import: the next run continues and ends with the rows of one that went through."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from forum.config import Settings
from forum.core.db import session
from forum.recorded import replay
from forum.recorded.export import KINDS
from forum.recorded.importing import bring_in
from forum.recorded.intake import Intake
from forum.recorded.models import ImportRun
from tests.fixtures.dump import dump
from tests.fixtures.recording import write
from tests.fixtures.shared import ROOT
from tests.plugins.databases import both_databases

BATCH = 6
Seen = tuple[dict[str, list[tuple[str, ...]]], dict[str, list[dict[str, Any]]]]
POINTS = [("posts", 1), ("middle", 1), ("middle", 3), ("after", 2)]


def run(folder: Path, settings: Settings, point: str, number: int) -> int:
    """Import in a process of its own; give its exit code."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FORUM_")}
    environ |= {"FORUM_DATABASE_URL": settings.database_url, "FORUM_DATA_DIR": str(settings.data_dir)}
    script = ROOT / "tests/fixtures/import_and_die.py"
    command = [sys.executable, str(script), str(folder), str(BATCH), point, str(number)]
    return subprocess.run(command, env=environ | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, check=False).returncode


@pytest.fixture
def whole(tmp_path: Path, sqlite_template: Path) -> Seen:
    """What is there after an import that went through, on a database of its own."""
    from forum.app import create_app  # noqa: PLC0415 - structure tests run before it

    path = tmp_path / "whole.db"
    path.write_bytes(sqlite_template.read_bytes())
    app = create_app(Settings(database_url=f"sqlite:///{path}", data_dir=tmp_path / "whole"))
    with app.app_context():
        bring_in(Intake(write(tmp_path / "in")))
        return dump(), seen()


@both_databases
def test_an_import_that_was_killed_again_and_again_ends_with_the_same_rows(
    whole: Seen, settings: Settings, context: Flask, tmp_path: Path
) -> None:
    for point, number in POINTS:
        assert run(tmp_path / "in", settings, point, number) == -signal.SIGKILL, point
    assert session().get_one(ImportRun, 1).applied != []
    session().rollback()
    assert run(tmp_path / "in", settings, "never", 0) == 0
    tables, content = whole
    found = dump()
    assert {name: len(rows) for name, rows in found.items()} == {name: len(rows) for name, rows in tables.items()}
    assert seen() == content
    if settings.embedded:  # PostgreSQL's sequences count what was undone, so ids differ there
        assert found == tables


def seen() -> dict[str, list[dict[str, Any]]]:
    """What the exports tell, without ids of ours."""
    ours = {"post", "member", "entry", "giver", "thread"}
    return {
        name: [{key: value for key, value in row.items() if key not in ours} for row in kind()]
        for name, kind in KINDS.items()
    }


def test_a_batch_is_small_enough_to_lose() -> None:
    assert replay.BATCH <= 5_000
