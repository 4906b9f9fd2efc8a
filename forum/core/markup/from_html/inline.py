"""Inline HTML to Markdown: emphasis, code, links, pictures, line breaks; marks are set only where they hold."""

import re
from collections.abc import Callable, Iterable

from forum.core.markup.from_html.emphasis import MARKS, settle
from forum.core.markup.from_html.escape import escape_inline, link_target, longest_run
from forum.core.markup.from_html.tree import Node

_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_FOLLOWABLE = re.compile(r"(?:https?://|mailto:)\S+|https?://.+", re.IGNORECASE)
BREAK = "\\\n"


def inline(children: Iterable[Node | str]) -> str:
    """One paragraph's worth of Markdown, trimmed; hard breaks are backslashes at the end of a line."""
    text = settle("".join(_write(child) for child in children))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return re.sub(r"^(?:\\\n|\s)+|(?:(?<!\\)\\\n|\s)+$", "", text)


def _write(child: Node | str) -> str:
    if isinstance(child, str):
        return escape_inline(re.sub(r"[ \t\r\n\f]+", " ", child))
    writer = _WRITERS.get(child.tag)
    return writer(child) if writer else "".join(map(_write, child.children))


def _emphasis(node: Node) -> str:
    opening, closing = MARKS[node.tag]
    inner = "".join(map(_write, node.children))
    return inner if opening in inner else f"{opening}{inner}{closing}"


def _code(node: Node) -> str:
    text = re.sub(r"\s+", " ", node.text())
    if not text.strip():
        return text
    ticks = "`" * (longest_run(text, "`") + 1)
    pad = " " if text[0] in " `" or text[-1] in " `" else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _link(node: Node) -> str:
    text = "".join(map(_write, node.children))
    href = node.attrs.get("href", "")
    if not _FOLLOWABLE.fullmatch(href.strip()):
        return text  # a path of the recorded site leads nowhere here
    target = link_target(href)
    bare = text.strip()
    if not bare:
        return f"<{target}>"
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}[{settle(bare)}]({target}){trail}"


def _picture(node: Node) -> str:
    src, alt = node.attrs.get("src", ""), escape_inline(" ".join(node.attrs.get("alt", "").split()))
    return f"![{alt}]({link_target(src)})" if _FOLLOWABLE.fullmatch(src.strip()) else alt


def _shifted(table: dict[int, int], sign: str) -> Callable[[Node], str]:
    """Superscript and subscript: as Unicode digits where they exist, else with a sign and brackets."""

    def write(node: Node) -> str:
        text = node.text().strip()
        if text and all(ord(char) in table for char in text):
            return text.translate(table)
        inner = "".join(map(_write, node.children)).strip()
        return inner if not inner or sign == "_" else f"{sign}({inner})"

    return write


_WRITERS: dict[str, Callable[[Node], str]] = {
    **dict.fromkeys(MARKS, _emphasis),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), _code),
    "a": _link,
    "img": _picture,
    "br": lambda _node: BREAK,
    "wbr": lambda _node: "",
    "q": lambda node: f"«{''.join(map(_write, node.children))}»",
    "sup": _shifted(_RAISED, "^"),
    "sub": _shifted(_LOWERED, "_"),
}
