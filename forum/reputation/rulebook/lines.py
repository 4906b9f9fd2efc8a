"""Where a key stands in a TOML text: tomllib tells values, not lines, and a fault must name its line."""

import re
from collections.abc import Iterator

Key = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]\[]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGN = re.compile(r"^\s*([A-Za-z0-9_.\-\"' ]+?)\s*=(.*)$")
_STRINGS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*$|[\[\]{}]')


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """Give (line number, first line) of every header or assignment, skipping the inner lines of long values."""
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        outer = depth == 0 and not quote
        rest = line
        if outer:
            if _HEADER.match(line):
                yield number, line
                continue
            assign = _ASSIGN.match(line)
            if assign:
                yield number, line
            rest = assign[2] if assign else ""
        depth, quote = _balance(rest, depth, quote)


def _balance(line: str, depth: int, quote: str) -> tuple[int, str]:
    """Follow brackets and triple quotes through a line."""
    if quote:
        end = line.find(quote)
        if end < 0:
            return depth, quote
        line = line[end + 3 :]
    for mark in _STRINGS.findall(line):
        if mark in {'"""', "'''"}:
            return depth, ("" if line.count(mark) % 2 == 0 else mark)
        depth += mark in "[{"
        depth -= mark in "]}"
    return max(depth, 0), ""


def locate(text: str) -> dict[Key, int]:
    """Map every key path (array tables with their index) to its line, from 1; the root is line 1."""
    found: dict[Key, int] = {(): 1}
    counts: dict[Key, int] = {}
    table: Key = ()
    for number, line in _logical(text):
        header = _HEADER.match(line)
        if header:
            table = _enter(_parts(header[2]), header[1] == "[[", counts)
            found.setdefault(table, number)
            continue
        assign = _ASSIGN.match(line)
        if assign:
            found.setdefault((*table, *_parts(assign[1])), number)
    return found


def _enter(parts: list[str], is_array: bool, counts: dict[Key, int]) -> Key:
    """Resolve a header to its key path: earlier array tables on the way mean their last element."""
    table: Key = ()
    for part in parts[:-1]:
        table = (*table, part)
        if table in counts:
            table = (*table, counts[table])
    table = (*table, parts[-1])
    if is_array:
        counts[table] = counts.get(table, -1) + 1
        table = (*table, counts[table])
    elif table in counts:
        table = (*table, counts[table])
    return table


def line_of(lines: dict[Key, int], key: Key) -> int:
    """Give the line of a key, or of the nearest table or value around it."""
    while key not in lines:
        key = key[:-1]
    return lines[key]
