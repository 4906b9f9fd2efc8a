"""Many rows at once, for imports and bulk loads: ids known before they are written, statements without detours."""

import gc
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select, text

from forum.core.db import Base, dialect_name, session

SELDOM = (50_000, 20, 50)


def collect_seldom() -> None:
    """Look for garbage in cycles more rarely: long runs make many objects and few cycles (6 % of an import)."""
    gc.freeze()
    gc.set_threshold(*SELDOM)


def reserve(table: type[Base], number: int) -> Sequence[int]:
    """Give ids that nobody else gets, ascending; inside `transaction()`.

    On SQLite the transaction is the only writer, so what follows the highest id is free (and RETURNING would write row
    by row to keep their order); on PostgreSQL they are drawn from the table's sequence.
    """
    made: Any = table.__table__
    connection = session().connection()
    if dialect_name() == "postgresql":
        drawn = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :number)")
        return sorted(connection.scalars(drawn, {"name": made.name, "number": number}))
    last = connection.scalar(select(func.max(made.c.id))) or 0
    return range(last + 1, last + 1 + number)


def insert_many(table: type[Base], rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """Write rows that lack nothing but their id; give their ids in the same order."""
    if not rows:
        return ()
    ids = reserve(table, len(rows))
    made: Any = table.__table__
    session().connection().execute(made.insert(), [{**row, "id": key} for key, row in zip(ids, rows, strict=True)])
    return ids


def run_many(statement: Any, names: Sequence[str], rows: Sequence[Sequence[int | str]]) -> None:
    """Run a statement for rows of whole numbers and texts, given in the order of `names`, straight by the driver.

    Make the statement once and pass the same object: it is compiled once.

    SQLAlchemy's own way costs ten times what SQLite needs for such a row.
    """
    if not rows:
        return
    connection = session().connection()
    text, order = _driver_sql(statement, tuple(names), connection.dialect)
    if order:
        connection.exec_driver_sql(text, [tuple(row[at] for at in order) for row in rows])
    else:
        connection.exec_driver_sql(text, [dict(zip(names, row, strict=True)) for row in rows])


@lru_cache(maxsize=64)
def _driver_sql(statement: Any, names: tuple[str, ...], dialect: Any) -> tuple[str, tuple[int, ...]]:
    """Compile a statement that its caller keeps; give where each of its places finds its value, none when by name."""
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    return str(compiled), tuple(names.index(name) for name in compiled.positiontup) if compiled.positional else ()
