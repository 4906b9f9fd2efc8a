"""The doctor finds every single thing that is broken, and nothing in a healthy community."""

import contextlib
import json
import stat

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from forum.cli import main
from forum.core.db import dialect_name, session, transaction
from forum.core.ports import backends
from forum.doctor import checks
from forum.doctor.checks import CHECKS, examine
from forum.doctor.machine import APPEND_ONLY
from tests.plugins.databases import both_databases

LEDGER = (
    "member_id, path, rule, kind, cause, amount, wanted, clipped_by, balance, subject_kind, subject_id, giver_id, "
    "post_id, thread_id, category_id, day, at, book"
)
# what is broken → (check, a piece of the sentence)
BREAKS = {
    "UPDATE thread SET answer_count = answer_count + 1 WHERE id = 1": ("thread counters", "answer_count says 4"),
    "UPDATE thread SET post_count = 0 WHERE id = 1": ("thread counters", "thread 1: post_count says 0, recounted 3"),
    "UPDATE thread SET staff_answer_count = 7 WHERE id = 2": ("thread counters", "staff_answer_count says 7"),
    "UPDATE thread SET score = -1 WHERE id = 1": ("thread counters", "thread 1: score says -1, recounted 1"),
    "UPDATE thread SET me_too_count = 5 WHERE id = 1": ("thread counters", "me_too_count says 5, recounted 1"),
    "UPDATE post SET score = score + 2 WHERE id = 2": ("post counters", "post 2: score"),
    "UPDATE post SET helpful_count = 0 WHERE id = 2": ("post counters", "helpful_count says 0, recounted 3"),
    "UPDATE post SET comment_count = 2 WHERE id = 2": ("post counters", "comment_count says 2, recounted 1"),
    "UPDATE post SET revision_count = 0 WHERE id = 1": ("post counters", "revision_count says 0, recounted 1"),
    "UPDATE vote SET value = 0 WHERE id = 1": ("post counters", "recounted"),
    "UPDATE category SET thread_count = 99 WHERE slug = 'members'": ("label counters", "thread_count says 99"),
    "UPDATE tag SET uses = 0": ("label counters", "uses says 0"),
    "UPDATE thread SET view_count = 4 WHERE id = 1": ("views", "its days sum up to 5"),
    "UPDATE post SET kind = 'reply' WHERE id = 1": ("openings", "thread 1 has 0 openings"),
    "UPDATE thread SET accepted_post_id = 3 WHERE id = 1": ("solutions", "its solution is post 3"),
    "UPDATE thread SET accepted_post_id = NULL WHERE id = 1": ("solutions", "is post none, the acceptances say 2"),
    "UPDATE acceptance SET active = (1 = 0)": ("solutions", "the acceptances say none"),
    "UPDATE thread SET solved_at = NULL WHERE id = 1": ("solutions", "solved at another time"),
    "UPDATE standing SET points = points + 1": ("ledger", "points on"),
    "UPDATE standing SET stage = stage + 1": ("ledger", "promotions say"),
    "UPDATE award SET off = 1": ("ledger", "award"),
    "UPDATE endorsement SET active = (1 = 0)": ("ledger", "does not stand"),
    "UPDATE standing_month SET points = points + 1": ("ledger", "leaderboard"),
    "UPDATE tally SET value = value + 1 WHERE name = 'answers'": ("ledger", "counter"),
    f"INSERT INTO ledger_entry (id, {LEDGER}) SELECT id + 999, {LEDGER} FROM ledger_entry WHERE id = 1": (
        "ledger",
        "ledger says",
    ),
    "INSERT INTO mandate_right (member_id, permission, source, grant_id, since) "
    "SELECT id, 'thread:retag', 'rule', 999, created_at FROM member WHERE id = 1": ("rights by rule", "thread:retag"),
    "DELETE FROM mandate_right WHERE source = 'mandate'": ("rights by mandate", "lacks post:hide"),
    "UPDATE mandate SET state = 'revoked'": ("rights by mandate", "not of active mandate"),
    "UPDATE member SET kind = 'hidden' WHERE id IN (SELECT member_id FROM standing)": ("points of nobody", "is hidden"),
    "UPDATE phase_flow SET members = members + 1": ("phases", "its flows sum up to"),
    "DELETE FROM member_phase WHERE member_id = 1": ("phases", "its flows sum up to"),
    "UPDATE post SET state = 'hidden' WHERE id = 3": ("moderation log", "its last intervention is none"),
    "UPDATE thread SET state = 'held' WHERE id = 1": ("search index", "thread 1 is in the search index"),
    "UPDATE thread SET state = 'shown' WHERE state = 'held'": ("search index", "is not in the search index"),
    "INSERT INTO outbox (topic, payload, version, attempts, created_at, available_at, parked_at) VALUES "
    "('mail', '{}', 1, 8, '2026-05-04 08:00:00', '2026-05-04 08:00:00', '2026-05-04 08:00:00')": (
        "outbox",
        "1 pieces of work were given up and wait for a person: mail",
    ),
    "INSERT INTO outbox (topic, payload, version, attempts, created_at, available_at) VALUES "
    "('mail', '{}', 1, 0, '2026-05-04 08:00:00', '2026-05-04 08:00:00')": ("outbox", "does a worker run?"),
}


class Undo(Exception):  # noqa: N818
    """Ends a transaction without a trace."""


def findings_after(statement: str, settings) -> dict[str, list[str]]:
    found = {}
    with contextlib.suppress(Undo), transaction():
        session().execute(text(statement))
        found.update(examine(settings))
        raise Undo
    return found


@both_databases
def test_a_healthy_community_has_no_findings(world, context, settings):
    assert examine(settings) == {name: [] for name in ("migrations", *CHECKS, "files")}


@both_databases
def test_whatever_is_broken_is_found_and_named(world, context, settings):
    unsaid = {}
    for statement, (check, sentence) in BREAKS.items():
        findings = findings_after(statement, settings)[check]
        if not any(sentence in finding for finding in findings):
            unsaid[statement] = findings
    assert not unsaid


@both_databases
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_history_that_could_be_changed_is_found(context, settings, table):
    statement = f"DROP TRIGGER {table}_no_delete"
    if dialect_name() == "postgresql":
        statement = f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only"
    (finding,) = findings_after(statement, settings)["history"]
    assert finding.startswith(f"{table} can be changed")


def test_the_database_of_another_migration_is_all_there_is_to_say(context, settings):
    with transaction():
        session().execute(text("UPDATE alembic_version SET version_num = '0001'"))
    found = examine(settings)
    assert list(found) == ["migrations"]
    assert "the database is at migration 0001" in found["migrations"][0]


def test_orphans_are_found_where_the_database_would_let_them_be(world, context, settings):
    with contextlib.suppress(Undo), transaction():
        session().execute(text("PRAGMA defer_foreign_keys = ON"))
        session().execute(text("UPDATE post SET author_id = 999 WHERE id = 3"))
        findings = examine(settings)["integrity"]
        raise Undo
    assert findings == ["post 3 refers to a row of member that is not there"]


def test_a_broken_index_is_a_finding_not_a_failure(world, context, settings):
    for path in (settings.data_dir / "index").glob("*"):
        path.unlink()
    backends().search._searcher = None
    missing = session().scalar(text("SELECT count(*) FROM thread WHERE state = 'shown'"))
    assert len(examine(settings)["search index"]) == missing > 0


@pytest.mark.parametrize("name", ["secret_key", "forum.db-wal", "mail", "mail/x.eml", "index"])
def test_a_file_that_others_may_open_is_found(app, context, settings, name):
    path = settings.data_dir / name
    path.parent.mkdir(exist_ok=True, mode=0o700)
    if "." in name or name == "secret_key":
        path.write_bytes(b"x")
    else:
        path.mkdir(exist_ok=True)
    path.chmod(0o644 if path.is_file() else 0o755)
    (finding,) = examine(settings)["files"]
    assert str(path) in finding
    path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR)
    assert examine(settings)["files"] == []


def test_the_command_says_so_and_its_exit_code_too(tmp_path, sqlite_template, monkeypatch):
    monkeypatch.setenv("FORUM_DATABASE_URL", f"sqlite:///{sqlite_template}")
    monkeypatch.setenv("FORUM_DATA_DIR", str(tmp_path))
    well = CliRunner().invoke(main, ["doctor"])
    assert (well.exit_code, well.output.splitlines()[-1]) == (0, "All is well.")
    monkeypatch.setattr(checks, "CHECKS", {"legs": lambda: ["one leg is broken"], "arms": list})
    ill = CliRunner().invoke(main, ["doctor"])
    assert ill.exit_code == 1
    assert ill.output.splitlines()[1:] == [
        "!!  legs", "      one leg is broken", "ok  arms", "ok  files", "1 differences.",
    ]  # fmt: skip
    told = CliRunner().invoke(main, ["doctor", "--json"])
    assert told.exit_code == 1
    assert json.loads(told.output)["findings"]["legs"] == ["one leg is broken"]
    assert json.loads(told.output)["clean"] is False


def test_the_doctor_writes_nothing(world, context, settings):
    before = session().execute(text("SELECT total_changes()")).scalar()
    examine(settings)
    assert session().execute(text("SELECT total_changes()")).scalar() == before
