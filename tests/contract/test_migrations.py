"""Every migration goes up, down and up again on both databases without losing a row of anybody else's table."""

import re
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from forum import database as migrations
from forum.core.assets import folder
from forum.core.db import UtcDateTime, db
from tests.contract.anyrows import fill
from tests.plugins.databases import both_databases

FOLDER = str(folder("migrations"))
APPEND_ONLY = ("ledger_entry", "moderation_action", "picture_decision", "masking", "picker_change")
REVISIONS = [step.revision for step in ScriptDirectory(FOLDER).walk_revisions()]
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
LEFTOVERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND tbl_name <> 'alembic_version'",
    "postgresql": """
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname NOT LIKE 'alembic_version%'
        UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'""",
}
TRIGGERS = {
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": """
        SELECT event_object_table, trigger_name, event_manipulation FROM information_schema.triggers
        ORDER BY 1, 2, 3""",
}


def rows(statement: str) -> list[tuple[Any, ...]]:
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def counts() -> dict[str, int]:
    names = [name for name in inspect(db.engine).get_table_names() if name != "alembic_version"]
    return {name: rows(f'SELECT count(*) FROM "{name}"')[0][0] for name in names}


def shape() -> dict[str, Any]:
    """Everything the inspector knows of every table, comparable."""
    look = inspect(db.engine)
    parts = (look.get_columns, look.get_indexes, look.get_foreign_keys, look.get_unique_constraints)
    return {
        table: [sorted(ADDRESS.sub("", repr(one)) for one in part(table)) for part in parts]
        + [look.get_pk_constraint(table)]
        for table in sorted(look.get_table_names())
    }


@pytest.fixture(autouse=True)
def _alembic(app):
    migrations.init_app(app)


def write() -> dict[str, int]:
    with db.engine.connect() as connection:
        writing = connection.execution_options(forum_write=True)
        filled = fill(writing)
        writing.commit()
    return filled


@both_databases
def test_each_step_down_and_up_keeps_every_row_of_older_tables(context):
    before, whole, standing = write(), shape(), rows(TRIGGERS[db.engine.dialect.name])
    for revision in REVISIONS:
        downgrade(directory=FOLDER, revision="-1")
        kept = counts()
        assert kept == {name: before[name] for name in kept}, f"{revision} lost rows on the way down"
        upgrade(directory=FOLDER, revision="+1")
        after = counts()
        assert {name: after[name] for name in kept} == kept, f"{revision} lost rows on the way up"
        downgrade(directory=FOLDER, revision="-1")
    assert rows(LEFTOVERS[db.engine.dialect.name]) == []
    upgrade(directory=FOLDER)
    assert shape() == whole
    assert rows(TRIGGERS[db.engine.dialect.name]) == standing
    assert set(counts()) == set(before)


@both_databases
def test_models_and_migrations_say_the_same(context):
    def same_type(_context, _inspected, _column, _inspected_type, wanted):
        return False if isinstance(wanted, UtcDateTime) else None

    with db.engine.connect() as connection:
        compared = MigrationContext.configure(connection, opts={"compare_type": same_type})
        assert compare_metadata(compared, db.metadata) == []


@both_databases
@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_history_refuses_to_be_changed(context, table, change):
    if change.startswith("TRUNCATE") and db.engine.dialect.name == "sqlite":
        change = "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"
    write()
    with db.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execution_options(forum_write=True).execute(text(change.format(table)))
    assert counts()[table] == 2


def test_there_is_one_line_of_migrations_in_numbers():
    assert sorted(REVISIONS, reverse=True) == REVISIONS
    assert ScriptDirectory(FOLDER).get_heads() == REVISIONS[:1]


@both_databases
def test_the_command_is_at_the_head_and_a_second_time_does_nothing(app, context, monkeypatch):
    assert migrations.current() == migrations.head() == REVISIONS[0]
    monkeypatch.setattr(migrations, "init_app", lambda _app: pytest.fail("nothing to apply"))
    migrations.bring_up(app)
