"""Lists to Markdown: markers that keep neighbouring lists apart, contents indented below them."""

import re
from collections.abc import Callable, Iterator

from forum.core.markup.from_html.tree import Node

_STARTS_LIST = re.compile(r"(?:[-+*]|1[.)]) \S")

MAX_DIGITS = 9
"""CommonMark reads no longer list numbers."""


def list_block(node: Node, contents: Callable[[Node], list[str]], before: str) -> Iterator[str]:
    """Write a list; `contents` gives the blocks of an item, `before` is the block above it."""
    items = [child for child in _items(node) if isinstance(child, Node)]
    tight = not any(isinstance(child, Node) and child.tag == "p" for item in items for child in item.children)
    number = _start(node)
    lines = []
    for offset, item in enumerate(items):
        marker = _marker(node.tag, number + offset, before)
        lines.append(_item(marker, contents(item), tight=tight))
    if lines:
        yield ("\n" if tight else "\n\n").join(lines)


def _items(node: Node) -> Iterator[Node | str]:
    """Items of a list; anything that stands between them is an item too, so that no text is lost."""
    for child in node.children:
        if isinstance(child, Node) and child.tag == "li":
            yield child
        elif isinstance(child, Node) or child.strip():
            yield Node("li", children=[child])


def _start(node: Node) -> int:
    start = node.attrs.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) <= MAX_DIGITS else 1


def _marker(tag: str, number: int, before: str) -> str:
    """Marker of an item: a list right after a list of the same kind takes the other sign."""
    first = before.split("\n", 1)[0]
    if tag == "ol":
        return f"{number}{')' if re.match(r'[0-9]+[.] ', first) else '.'}"
    return "*" if first.startswith("- ") else "-"


def _item(marker: str, contents: list[str], *, tight: bool) -> str:
    indent = " " * (len(marker) + 1)
    text = contents[0] if contents else ""
    for block in contents[1:]:
        close = tight and _STARTS_LIST.match(block)
        text += ("\n" if close else "\n\n") + block
    return "\n".join(
        (f"{marker} {line}" if index == 0 else f"{indent}{line}").rstrip()
        for index, line in enumerate(text.split("\n"))
    )
