"""Tables to Markdown; what a pipe table cannot hold is flattened into its cell, never dropped."""

from collections.abc import Callable, Iterator

from forum.core.markup.from_html.tree import Node


def table_block(node: Node, contents: Callable[[Node], list[str]]) -> Iterator[str]:
    """Write captions and other text as paragraphs, then the rows; the first row is the head."""
    rows: list[list[str]] = []
    for child in _parts(node):
        if child.tag == "tr":
            rows.append([_cell(contents(cell)) for cell in _cells(child)])
        else:
            yield from contents(child)
    width = max(map(len, rows), default=0)
    if width:
        head, *body = [row + [""] * (width - len(row)) for row in rows]
        yield "\n".join(map(_row, [head, ["---"] * width, *body]))


def _parts(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, str):
            if child.strip():
                yield Node("p", children=[child])
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _parts(child)
        else:
            yield child


def _cells(row: Node) -> Iterator[Node]:
    for child in row.children:
        if isinstance(child, Node):
            yield child
        elif child.strip():
            yield Node("td", children=[child])


def _cell(contents: list[str]) -> str:
    text = " ".join(contents).replace("\\\n", " ")
    return " ".join(text.split()).replace("|", "\\|")


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
