"""What of a text a result shows, matching words flagged."""

import re
from collections.abc import Collection

from forum.search.analysis import forms

AROUND = 90
SHORT = 4
WORD = re.compile(r"\w+")


def highlight(text: str, wanted: Collection[str]) -> list[tuple[str, bool]]:
    """Cut a text around its first match; give its pieces in order, matching words flagged."""
    places = [match for match in WORD.finditer(text) if matches(match[0], wanted)]
    start = max(0, places[0].start() - AROUND) if places else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + 2 * AROUND + 40
    pieces, at = [("… ", False)] if start else [], start
    for match in places:
        if match.start() < at or match.end() > end:
            continue
        pieces += [(text[at : match.start()], False), (match[0], True)]
        at = match.end()
    return [*pieces, (text[at:end] + (" …" if end < len(text) else ""), False)]


def matches(word: str, wanted: Collection[str]) -> bool:
    """Tell whether a word of a text is one that was looked for, or a compound that begins or ends with one."""
    folded = word.casefold()
    own = forms(folded)
    if any(form in wanted for form in own):
        return True
    return any(folded.startswith(part) or own[0].endswith(part) for part in wanted if len(part) >= SHORT)
