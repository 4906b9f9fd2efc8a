"""Files and functions stay small enough to be read without scrolling (ARCHITECTURE.md, Habits)."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

from tests.unit.structure.vocabulary import FORUM, ROOT

FILE_MEDIAN, FILE_STOP = 80, 250
FUNCTION_MEDIAN, FUNCTION_P90, FUNCTION_STOP = 8, 25, 40
TEMPLATE_STOP = 100


def lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def python_files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if lines(path)]


def functions() -> Iterator[tuple[int, str]]:
    """Give the length of every function in `forum/`, docstring included, decorators not, and where it stands."""
    for path in python_files("forum"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                where = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
                yield (node.end_lineno or node.lineno) - node.lineno + 1, where


def too_long(measured: list[tuple[int, str]], stop: int) -> str:
    return "\n".join(f"{length:5} lines  {where}" for length, where in sorted(measured, reverse=True) if length > stop)


def test_no_file_is_longer_than_one_sitting():
    measured = [(lines(path), str(path.relative_to(ROOT))) for path in python_files("forum", "tests")]
    assert not too_long(measured, FILE_STOP), f"over {FILE_STOP}:\n{too_long(measured, FILE_STOP)}"


def test_the_median_file_fits_a_screen():
    measured = sorted((lines(path), str(path.relative_to(FORUM))) for path in python_files("forum"))
    middle = median(length for length, _ in measured)
    longest = "\n".join(f"{length:5} {where}" for length, where in measured[-15:])
    assert middle <= FILE_MEDIAN, f"median of {len(measured)} files is {middle}; the longest:\n{longest}"


def test_no_function_is_longer_than_a_screen():
    found = too_long(list(functions()), FUNCTION_STOP)
    assert not found, f"over {FUNCTION_STOP}:\n{found}"


def test_most_functions_are_short():
    measured = sorted(length for length, _ in functions())
    middle, tenth = median(measured), quantiles(measured, n=10, method="inclusive")[-1]
    assert (middle <= FUNCTION_MEDIAN, tenth <= FUNCTION_P90) == (True, True), (
        f"{len(measured)} functions: median {middle} (≤ {FUNCTION_MEDIAN}), 90 % within {tenth} (≤ {FUNCTION_P90})"
    )


@pytest.mark.parametrize("pattern", ["*.html", "*.txt", "*.xml"])
def test_no_template_is_longer_than_a_screen(pattern):
    measured = [(lines(path), str(path.relative_to(ROOT))) for path in (ROOT / "templates").rglob(pattern)]
    assert not too_long(measured, TEMPLATE_STOP), f"over {TEMPLATE_STOP}:\n{too_long(measured, TEMPLATE_STOP)}"
