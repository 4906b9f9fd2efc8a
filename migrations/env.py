"""Run migrations on the application's own engine.

SQLite: foreign keys are off outside the transaction while tables are rebuilt (a batch alter would otherwise cascade
deletes), and `foreign_key_check` must find nothing afterwards.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import JSON, text

from forum.core.db import UtcDateTime

database = current_app.extensions["migrate"].db


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Write our own types as the plain types they are in the database."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


def same_type(_context: Any, _inspected: Any, _column: Any, _inspected_type: Any, metadata_type: Any) -> bool | None:
    """Our instants are plain date-times in the database; leave the rest to Alembic."""
    return False if isinstance(metadata_type, UtcDateTime) else None


def run() -> None:
    """Upgrade or downgrade on one connection."""
    with database.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.rollback()
            raw = connection.connection.dbapi_connection
            raw.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection.execution_options(forum_write=True),
            target_metadata=database.metadata,
            render_as_batch=True,
            render_item=render_item,
            compare_type=same_type,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        if sqlite:
            raw.execute("PRAGMA foreign_keys=ON")
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"foreign keys broken: {broken[:5]}")


run()
