"""Paying many facts together writes the rows that paying them one by one writes."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from flask import Flask

from forum.config import Settings
from forum.core import clock
from forum.core.db import db, session, transaction
from forum.core.events import Event
from forum.recorded import people, telling
from forum.recorded.importing import bring_in
from forum.recorded.intake import Intake
from forum.reputation import handlers
from forum.threads.events import PostCreated, PostEdited
from tests.fixtures.dump import dump
from tests.fixtures.recording import write
from tests.fixtures.shared import COMMUNITY, needs

Importing = Callable[[Path, str], dict[str, list[tuple[str, ...]]]]


def one_by_one(events: Sequence[Event]) -> None:
    """What the live path does with each."""
    for event in events:
        with clock.shifted(event.at), transaction():
            handlers.pay(event)
            if isinstance(event, PostCreated):
                handlers.count(event)
            if isinstance(event, PostEdited):
                handlers.count_edit(event)


@pytest.fixture
def imported(sqlite_template: Path, tmp_path: Path) -> Importing:
    """Import a folder into a new database and give its rows."""
    from forum.app import create_app  # noqa: PLC0415 - structure tests run before it

    def bring(folder: Path, name: str) -> dict[str, list[tuple[str, ...]]]:
        (tmp_path / name).mkdir()
        path = tmp_path / name / "forum.db"
        path.write_bytes(sqlite_template.read_bytes())
        app: Flask = create_app(Settings(database_url=f"sqlite:///{path}", data_dir=tmp_path / name))
        with app.app_context():
            bring_in(Intake(folder))
            rows = dump()
            session().close()
            db.engine.dispose()
        return rows

    return bring


@pytest.mark.parametrize("source", ["small", pytest.param("sample", marks=needs("se_conlang_meta"))])
def test_together_and_one_by_one_write_the_same_rows(
    source: str,
    imported: Importing,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = COMMUNITY if source == "sample" else write(tmp_path / "in")
    together = imported(folder, "together")
    monkeypatch.setattr(telling, "pay_many", one_by_one)
    monkeypatch.setattr(people, "pay_many", one_by_one)
    single = imported(folder, "single")
    assert together["ledger_entry"]
    assert {name for name in together if together[name] != single[name]} == set()
