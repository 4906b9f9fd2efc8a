"""A gate before the table rule: tables too wide or too big stay plain text and cost nothing."""

from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table

from forum.core.markup.caps import MAX_CELLS, MAX_COLUMNS


def guard_tables(md: MarkdownIt) -> None:
    """Put the gate in the place of markdown-it's table rule."""
    md.block.ruler.at("table", guarded_table, {"alt": ["paragraph", "reference"]})


def guarded_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Parse a table unless its second line announces too many columns or too many cells follow."""
    if start_line + 2 > end_line or "|" not in _line(state, start_line):
        return False
    columns = _columns(_line(state, start_line + 1))
    if columns == 0 or columns > MAX_COLUMNS or columns * _rows(state, start_line) > MAX_CELLS:
        return False
    return table(state, start_line, end_line, silent)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _columns(delimiter: str) -> int:
    """Columns that a delimiter row announces; 0 when it is none."""
    if not delimiter or delimiter[0] not in "|:-" or delimiter.strip("|:- \t"):
        return 0
    return delimiter.strip().strip("|").count("|") + 1


def _rows(state: StateBlock, start_line: int) -> int:
    """Lines until the next empty one: an upper bound of the table's rows.

    The empty lines are found once per text, because a rule is asked at every line.
    """
    blank = state.env.get("blank_lines")
    if blank is None:
        blank = [number for number, line in enumerate(state.src.split("\n")) if not line.strip()]
        state.env["blank_lines"] = blank = [*blank, state.lineMax]
    at = bisect_left(blank, start_line)
    return int(blank[min(at, len(blank) - 1)]) - start_line
