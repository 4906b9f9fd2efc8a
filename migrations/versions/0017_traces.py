"""moderation, picker: what was masked and who changed the picker is history, as the other logs are."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
TABLES = ("masking", "picker_change")
SQLITE = """
CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'this trace is append-only'); END
"""
FUNCTION = """
CREATE FUNCTION refuse_trace_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'this trace is append-only'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_trace_change()
"""
VERBS = ("UPDATE", "DELETE")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FUNCTION)
        for table in TABLES:
            op.execute(POSTGRESQL.format(table=table))
        return
    for table in TABLES:
        for verb in VERBS:
            op.execute(SQLITE.format(table=table, name=verb.lower(), verb=verb))


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute("DROP FUNCTION refuse_trace_change()")
        return
    for table in TABLES:
        for verb in VERBS:
            op.execute(f"DROP TRIGGER {table}_no_{verb.lower()}")
