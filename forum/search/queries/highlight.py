"""What of a text a result shows, matching words flagged."""

import re
from collections.abc import Iterable
from functools import lru_cache

from forum.search.analysis import forms

AROUND = 90
SHORT = 4
WORD = re.compile(r"\w+")
Pieces = list[tuple[str, bool]]
Wanted = frozenset[str] | tuple[str, ...]


def highlight(text: str, wanted: Wanted) -> Pieces:
    """Cut a text around its first match; give its pieces in order, matching words flagged."""
    first = next((match.start() for match in WORD.finditer(text) if matches(match[0], wanted)), 0)
    start = text.rfind(" ", 0, max(0, first - AROUND)) + 1
    end = start + 2 * AROUND + 40
    before, after = [("… ", False)] if start else [], [(" …", False)] if end < len(text) else []
    return [*before, *_flagged(text, WORD.finditer(text, start), wanted, start, end), *after]


def marked(text: str, wanted: Wanted) -> Pieces:
    """Give a whole text in pieces, matching words flagged."""
    return _flagged(text, WORD.finditer(text), wanted, 0, len(text))


def mentions(text: str, wanted: Wanted) -> bool:
    """Tell whether a text has a matching word."""
    return any(matches(match[0], wanted) for match in WORD.finditer(text))


def _flagged(text: str, words: Iterable[re.Match[str]], wanted: Wanted, at: int, end: int) -> Pieces:
    pieces = Pieces()
    for match in words:
        if match.end() > end:
            break
        if matches(match[0], wanted):
            pieces += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
    return [piece for piece in [*pieces, (text[at:end], False)] if piece[0]]


@lru_cache(maxsize=20_000)
def matches(word: str, wanted: Wanted) -> bool:
    """Tell whether a word of a text is one that was looked for, or a compound that begins or ends with one."""
    folded = word.casefold()
    own = forms(folded)
    if any(form in wanted for form in own):
        return True
    if len(folded) <= SHORT:
        return False
    parts = tuple(part for part in wanted if len(part) >= SHORT)
    return folded.startswith(parts) or own[0].endswith(parts)
