"""`forum import` and `forum export` as commands: exit codes, what is said, what is written."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from flask import Flask

from forum.recorded.command import export, import_
from forum.reputation.rulebook import shipped_text
from tests.fixtures.recording import EVENTS, write

Forum = Callable[..., Result]


@pytest.fixture
def forum(app: Flask) -> Forum:
    """Run the two commands on this test's own application."""

    @click.group()
    @click.pass_context
    def main(context: click.Context) -> None:
        context.meta["forum.app"] = lambda: app

    main.add_command(import_)
    main.add_command(export)
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_sound_recording_comes_in_with_exit_0(forum: Forum, tmp_path: Path) -> None:
    first = forum("import", write(tmp_path / "in"))
    assert (first.exit_code, first.stdout) == (0, "imported: 4 users, 5 posts, 20 events; refused: 0 lines\n")
    again = forum("import", tmp_path / "in")
    assert (again.exit_code, again.stdout) == (0, "imported: 0 users, 0 posts, 0 events; refused: 0 lines\n")


def test_refused_lines_are_listed_with_exit_1(forum: Forum, tmp_path: Path) -> None:
    found = forum("import", write(tmp_path / "in", events=[EVENTS[0], "nonsense", *EVENTS[1:]]))
    assert found.exit_code == 1
    assert found.stdout.endswith("refused: 1 lines\n")
    assert "events.jsonl:2: not JSON" in found.stderr


def test_a_folder_without_a_recording_is_used_wrong(forum: Forum, tmp_path: Path) -> None:
    found = forum("import", tmp_path)
    assert found.exit_code == 2
    assert "users.jsonl" in found.stderr


def test_a_rule_book_of_ones_own_pays_from_the_beginning(forum: Forum, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(shipped_text().replace("amount = 25", "amount = 77"), encoding="utf-8")
    assert forum("import", write(tmp_path / "in"), "--rulebook", rules).exit_code == 0
    entries = [json.loads(line) for line in forum("export", "ledger").stdout.splitlines()]
    assert [entry["amount"] for entry in entries if entry["rule"] == "solution"] == [77]


def test_a_faulty_rule_book_is_refused_before_anything_is_written(forum: Forum, tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_text("nonsense")
    found = forum("import", write(tmp_path / "in"), "--rulebook", tmp_path / "rules.toml")
    assert found.exit_code == 2
    assert forum("export", "posts").stdout == ""


@pytest.mark.parametrize(
    ("what", "columns"),
    [
        ("standings", {"member", "source_id", "points", "paths"}),
        ("badges", {"member", "source_id", "badge", "at"}),
        ("posts", {"post", "source_id", "score", "answers", "comments", "accepted"}),
        ("ledger", {"member", "source_id", "rule", "amount"}),
        ("figures", {"figure", "value"}),
    ],
)
def test_every_export_has_its_columns_in_both_formats(
    forum: Forum, tmp_path: Path, what: str, columns: set[str]
) -> None:
    forum("import", write(tmp_path / "in"))
    rows = [json.loads(line) for line in forum("export", what).stdout.splitlines()]
    table = list(csv.DictReader(io.StringIO(forum("export", what, "--format", "csv").stdout)))
    assert rows
    assert columns <= rows[0].keys()
    assert [set(row) for row in table] == [set(row) for row in rows]
