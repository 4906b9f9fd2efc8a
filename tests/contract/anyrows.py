"""Two plausible rows for every table, made from the metadata alone: what a migration must not lose."""

import importlib
import pkgutil
import re
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Column, Connection, Table, insert
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Integer, String, TypeDecorator

import forum
from forum.core.db import db

ONE_OF = re.compile(r"(\w+) IN \((.*)\)")
NUMBERS = (1, 2)

for module in pkgutil.walk_packages(forum.__path__, "forum."):
    if module.name.endswith(".models"):  # also of tools that only a command imports
        importlib.import_module(module.name)


def fill(connection: Connection) -> dict[str, int]:
    """Write the rows, parents first; give how many there are by table."""
    tables = db.metadata.sorted_tables
    for table in tables:
        for number in NUMBERS:
            connection.execute(insert(table).values({c.name: value(table, c, number) for c in table.columns}))
    return {table.name: len(NUMBERS) for table in tables}


def value(table: Table, column: Column[Any], number: int) -> Any:
    """Give what a column may hold in the row of a number."""
    if column.foreign_keys or (column.primary_key and isinstance(kind(column), Integer)):
        return number
    allowed = choices(table).get(column.name)
    if allowed:
        return allowed[0]
    made: dict[type, Any] = {
        Boolean: number == 1,
        Integer: number,
        DateTime: datetime(2026, 6, number, 12, tzinfo=UTC),
        Date: date(2026, 6, number),
        JSON: {"n": number},
        String: f"{column.name} {number}",
    }
    return next(example for base, example in made.items() if isinstance(kind(column), base))


def kind(column: Column[Any]) -> Any:
    """Give the plain type behind our own types."""
    return column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type


def choices(table: Table) -> dict[str, list[Any]]:
    """Read the closed lists of a table's check constraints: column → values."""
    texts = [str(check.sqltext) for check in table.constraints if isinstance(check, CheckConstraint)]
    found = [match for match in map(ONE_OF.fullmatch, texts) if match]
    return {match[1]: [typed(part.strip()) for part in match[2].split(",")] for match in found}


def typed(literal: str) -> Any:
    """Read an SQL literal: a quoted text or a whole number."""
    return literal.strip("'") if literal.startswith("'") else int(literal)
