"""`forum import` on the recorded sample, on both databases: every post's numbers, nothing twice, nothing lost."""

import contextlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from forum.accounts.models import Member, Standing
from forum.app import create_app
from forum.config import Settings
from forum.core.db import db, session
from forum.core.outbox import OutboxRow
from forum.doctor.checks import examine
from forum.recorded.export import KINDS, posts, standings
from forum.recorded.importing import bring_in
from forum.recorded.intake import Intake
from forum.reputation.models import LedgerEntry
from forum.search.actions.relating import RELATED
from forum.threads.models import Post, Thread
from tests.fixtures.dump import dump
from tests.fixtures.shared import COMMUNITY, needs, rows
from tests.plugins.databases import both_databases

pytestmark = needs("se_conlang_meta")
GOLD = {row["post"]: row for row in rows(COMMUNITY / "gold_posts.jsonl.gz")}


def imported(folder: Path = COMMUNITY) -> Intake:
    intake = Intake(folder)
    bring_in(intake)
    return intake


@both_databases
def test_every_post_has_the_recorded_numbers_and_a_second_run_changes_nothing(context: Flask) -> None:
    first = imported()
    ours = {row.pop("source_id"): row for row in posts()}
    assert first.faults == []
    assert len(GOLD) == 169
    kept = ("score", "answers", "comments", "accepted")
    assert {key: {name: row[name] for name in kept} for key, row in ours.items()} == {
        key: {name: row[name] for name in kept} for key, row in GOLD.items()
    }
    found = examine(context.extensions["forum.settings"])
    found.pop("files")  # the folder of a test
    assert {name: list(findings) for name, findings in found.items() if findings} == {}
    before = dump()
    again = imported()
    assert again.faults == []
    assert set(again.added.values()) == {0}
    assert dump() == before


@pytest.fixture(scope="module")
def imported_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the sample in it; copy it, never open it."""
    folder = tmp_path_factory.mktemp("imported")
    shutil.copyfile(sqlite_template, folder / "forum.db")
    app = create_app(Settings(database_url=f"sqlite:///{folder / 'forum.db'}", data_dir=folder / "data"))
    with app.app_context():
        imported()
        session().close()
        db.engine.dispose()
    with contextlib.closing(sqlite3.connect(folder / "forum.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / "forum.db"


@pytest.fixture
def copy(imported_file: Path, tmp_path: Path) -> Iterator[None]:
    """An application on a database into which the sample was imported before."""
    shutil.copyfile(imported_file, tmp_path / "forum.db")
    with create_app(Settings(database_url=f"sqlite:///{tmp_path / 'forum.db'}", data_dir=tmp_path)).app_context():
        yield
        session().close()
        db.engine.dispose()


def test_everything_stands_at_its_recorded_time(copy: None) -> None:
    created = {row["id"]: row["created"] for row in rows(COMMUNITY / "posts.jsonl.gz")}
    found = session().execute(select(Post.source_id, Post.created_at).where(Post.kind != "comment")).all()
    assert {int(source): at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] for source, at in found} == created
    latest = max(row["ts"] for row in rows(COMMUNITY / "events.jsonl.gz"))
    assert session().scalar(select(func.max(LedgerEntry.at))).strftime("%Y-%m-%d") <= latest[:10]


def test_points_were_earned_by_people_only(copy: None) -> None:
    kinds = Counter(session().scalars(select(Member.kind)))
    assert kinds["person"] == 271
    assert kinds["hidden"] > 10
    assert (kinds["erased"], kinds["system"]) == (1, 1)
    earning = select(Member.kind).join(Standing, Standing.member_id == Member.id).where(Standing.points > 0)
    assert set(session().scalars(earning)) == {"person"}


def test_hidden_voters_are_in_no_export(copy: None) -> None:
    hidden = set(session().scalars(select(Member.id).where(Member.kind == "hidden")))
    assert hidden
    for kind in KINDS.values():
        for row in kind():
            assert row.get("member") not in hidden
            assert row.get("giver") not in hidden
            assert "pv" not in str(row.get("source_id"))


def test_nobody_is_written_to(copy: None) -> None:
    owed = set(session().scalars(select(OutboxRow.topic)))
    assert owed <= {RELATED}, "the worker may look for what fits together, nothing else"


def test_everybody_recorded_has_a_standing_with_the_start_bonus(copy: None) -> None:
    bonus = {row["id"]: row["start_bonus"] for row in rows(COMMUNITY / "users.jsonl.gz")}
    found = {row["source_id"]: row for row in standings()}
    assert found.keys() == bonus.keys()
    for key, row in found.items():
        assert row["points"] == bonus[key] + sum(path["points"] for path in row["paths"].values())


def test_tags_views_and_closing_came_along(copy: None) -> None:
    recorded = [row for row in rows(COMMUNITY / "posts.jsonl.gz") if row["type"] == "question"]
    assert session().scalar(select(func.sum(Thread.view_count))) == sum(row["views"] for row in recorded)
    closed = session().scalars(select(Thread.closed_at).where(Thread.closed_at.is_not(None))).all()
    assert len(closed) == sum("closed" in row for row in recorded) == 1
