"""A small tree of an HTML fragment: forgiving about unclosed tags, bounded in depth."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from forum.core.markup.caps import clean_text

MAX_DEPTH = 60
"""Elements nested deeper are read for their text only."""

_VOID = "area base br col embed hr img input link meta param source track wbr"
_UNREAD = "script style template title head noscript object iframe"
_BLOCK = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
VOID = frozenset(_VOID.split())
UNREAD = frozenset(_UNREAD.split())
BLOCK = frozenset(_BLOCK.split())
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
}
_DECLARATION = re.compile(r"<!(?!--|doctype\b)", re.IGNORECASE)
_SCOPE = frozenset(["ul", "ol", "dl", "table", "blockquote", "div", "body"])


@dataclass(slots=True, eq=False)
class Node:
    """An element with its children; a child is an element or a text."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def text(self) -> str:
        """All text below, as it stands."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("body")
        self.stack = [self.root]
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.unread += 1
        if self.unread:
            return
        self._close_implied(tag)
        node = Node(tag, {name: clean_text(value or "") for name, value in attrs})
        if tag in VOID or len(self.stack) <= MAX_DEPTH:
            self.stack[-1].children.append(node)
        if tag not in VOID and len(self.stack) <= MAX_DEPTH:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self.unread = max(0, self.unread - 1)
            return
        for index in range(len(self.stack) - 1, 0, -1):
            if self.stack[index].tag == tag:
                del self.stack[index:]
                return

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.stack[-1].children.append(clean_text(data))

    def _close_implied(self, tag: str) -> None:
        """Close what `tag` ends without saying so: an open paragraph, the item or cell before it."""
        if tag in BLOCK and self.stack[-1].tag == "p":
            self.stack.pop()
        closing = _CLOSED_BY.get(tag)
        for index in range(len(self.stack) - 1, 0, -1) if closing else ():
            name = self.stack[index].tag
            if name in _SCOPE:
                return
            if name in closing:  # type: ignore[operator]  # not None inside this loop
                del self.stack[index:]
                return


def parse(html: str) -> Node:
    """Read a fragment; text is kept even where the markup is broken."""
    builder = _Builder()
    builder.feed(_DECLARATION.sub("&lt;!", html))  # the standard library's parser stumbles over `<![`
    builder.close()
    return builder.root
