"""Exports as JSON lines and CSV: no cell that a spreadsheet would run (SECURITY A 1.2.10)."""

import csv
import io
import json
from datetime import UTC, date, datetime

import pytest

from forum.recorded.sheets import as_csv, jsonl


def cells(row: dict) -> list[str]:
    header, found = csv.reader(io.StringIO("".join(as_csv([row]))))
    assert header == list(row)
    return found


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@sum", "\tx", "\0x", "\rx", "\nx", "=1\n+2"])
def test_a_text_that_begins_like_a_formula_is_disarmed(text: str) -> None:
    assert cells({"name": text}) == ["'" + text]


@pytest.mark.parametrize(("value", "cell"), [(-25, "-25"), (None, ""), (True, "true"), ("a=b", "a=b"), ('ä,"', 'ä,"')])
def test_other_values_stay_as_they_are(value: object, cell: str) -> None:
    assert cells({"value": value}) == [cell]


def test_objects_and_times_have_a_plain_form() -> None:
    row = {"paths": {"ratgeben": {"points": 1}}, "at": datetime(2024, 3, 1, tzinfo=UTC), "day": date(2024, 3, 1)}
    assert cells(row) == ['{"ratgeben": {"points": 1}}', "2024-03-01T00:00:00+00:00", "2024-03-01"]
    assert json.loads("".join(jsonl([row])))["at"] == "2024-03-01T00:00:00+00:00"


def test_no_rows_are_no_lines() -> None:
    assert list(as_csv([])) == list(jsonl([])) == []
