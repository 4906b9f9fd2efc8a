"""What an edit changed, word by word; very long texts line by line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 1_200
"""Most pieces that are compared: 0.1 s for the worst text. More become coarser pieces."""


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text. kind: same, gone, new."""

    kind: str
    text: str


def compare(old: str, new: str) -> Sequence[Change]:
    """Give the pieces of two texts in reading order, gone before new."""
    before, after = pieces(old, new)
    found: list[Change] = []
    for what, a1, a2, b1, b2 in SequenceMatcher(None, before, after).get_opcodes():
        gone, fresh = "".join(before[a1:a2]), "".join(after[b1:b2])
        if what == "equal":
            found.append(Change("same", gone))
            continue
        found += [Change(kind, text) for kind, text in (("gone", gone), ("new", fresh)) if text]
    return found


def pieces(old: str, new: str) -> tuple[list[str], list[str]]:
    """Cut both texts into words with the space after them, else lines, else leave them whole."""
    for pattern in (r"\S+\s*|\s+", r"[^\n]*\n|[^\n]+"):
        before, after = re.findall(pattern, old), re.findall(pattern, new)
        if max(len(before), len(after)) <= MOST:
            return before, after
    return [old], [new]
