"""Block HTML to Markdown: paragraphs, lists, quotes, code, tables; each block is a text of whole lines."""

from collections.abc import Callable, Iterator

from forum.core.markup.from_html.escape import escape_line_starts, longest_run
from forum.core.markup.from_html.inline import inline
from forum.core.markup.from_html.lists import list_block
from forum.core.markup.from_html.table import table_block
from forum.core.markup.from_html.tree import BLOCK, Node

MAX_LEVELS = 7
"""Quotes and lists nested deeper continue on the level they have: the renderer reads 20 levels, a list takes two."""


def blocks(node: Node, depth: int) -> list[str]:
    """Markdown blocks of an element's children; runs of inline content become paragraphs."""
    found: list[str] = []
    run: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and _is_block(child):
            found += _paragraph(run)
            run = []
            found += _block(child, depth, found)
        else:
            run.append(child)
    return found + _paragraph(run)


def _is_block(node: Node) -> bool:
    """Say whether an element stands on its own lines, by its name or by what it wraps."""
    return node.tag in BLOCK or any(
        isinstance(child, Node) and child.tag != "code" and _is_block(child) for child in node.children
    )


def _paragraph(run: list[Node | str]) -> list[str]:
    text = inline(run)
    return [escape_line_starts(text)] if text else []


def _block(node: Node, depth: int, before: list[str]) -> list[str]:
    writer = _WRITERS.get(node.tag)
    return list(writer(node, depth, before)) if writer else blocks(node, depth)


def _heading(node: Node, _depth: int, _before: list[str]) -> Iterator[str]:
    text = inline(node.children).replace("\\\n", " ").replace("\n", " ")
    if text:
        yield f"{'#' * int(node.tag[1])} {text[:-1]}\\#" if text.endswith("#") else f"{'#' * int(node.tag[1])} {text}"


def _quote(node: Node, depth: int, _before: list[str]) -> Iterator[str]:
    inner = blocks(node, depth + 1)
    if depth >= MAX_LEVELS:
        yield from inner
    elif inner:
        yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))


def _pre(node: Node, _depth: int, _before: list[str]) -> Iterator[str]:
    text = node.text().replace("\r\n", "\n").removeprefix("\n").removesuffix("\n")
    if text.strip():
        fence = "`" * max(3, longest_run(text, "`") + 1)
        yield f"{fence}\n{text}\n{fence}"


def _lists(node: Node, depth: int, before: list[str]) -> Iterator[str]:
    if depth >= MAX_LEVELS:
        yield from blocks(node, depth)
    else:
        yield from list_block(node, lambda item: blocks(item, depth + 1), before[-1] if before else "")


def _tables(node: Node, depth: int, _before: list[str]) -> Iterator[str]:
    yield from table_block(node, lambda cell: blocks(cell, depth + 1))


_WRITERS: dict[str, Callable[[Node, int, list[str]], Iterator[str]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "blockquote": _quote,
    "pre": _pre,
    "ul": _lists,
    "ol": _lists,
    "table": _tables,
    "hr": lambda _node, _depth, _before: iter(["---"]),
}
