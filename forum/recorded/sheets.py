"""Rows as JSON lines or CSV; no cell of a CSV begins like a formula (SECURITY A 1.2.10)."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\0", "\r", "\n")
"""First characters that spreadsheets may take for the beginning of a formula or command."""

Row = Mapping[str, Any]


def jsonl(rows: Iterable[Row]) -> Iterator[str]:
    """Give one JSON object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, default=_plain) + "\n"


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Give a header and one line a row, as RFC 4180 has it; lists and objects are JSON in their cell."""
    for number, row in enumerate(rows):
        if number == 0:
            yield _line(row.keys())
        yield _line(_cell(value) for value in row.values())


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    text = _plain(value) if isinstance(value, (date, datetime)) else value
    text = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False, default=_plain)
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


FORMATS: dict[str, Callable[[Iterable[Row]], Iterator[str]]] = {"jsonl": jsonl, "csv": as_csv}
