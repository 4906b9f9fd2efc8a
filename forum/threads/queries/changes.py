"""What an edit changed, word by word; very long changes line by line, and the lines' words as far as time allows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST = 1_200
"""Most pieces that are compared: 0.1 s for the worst text. More become coarser pieces."""
WORDS = re.compile(r"\S+\s*|\s+")
LINES = re.compile(r"[^\n]*\n|[^\n]+")
Pieces = list[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text. kind: same, gone, new."""

    kind: str
    text: str


def compare(old: str, new: str) -> Sequence[Change]:
    """Give the pieces of two texts in reading order, gone before new; bounded however long and alike they are."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    middle = _middle(before[head : len(before) - tail], after[head : len(after) - tail])
    ends = [Change("same", "".join(part)) for part in (before[:head], before[len(before) - tail :])]
    return list(_joined([ends[0], *middle, ends[1]]))


def _shared(one: Pieces, other: Pieces) -> int:
    """Count the pieces with which both begin."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _middle(before: Pieces, after: Pieces) -> Iterator[Change]:
    if max(len(before), len(after)) <= MOST:
        yield from _compared(before, after)
        return
    old, new = (LINES.findall("".join(words)) for words in (before, after))
    if max(len(old), len(new)) > MOST:
        old, new = ["".join(before)], ["".join(after)]
    left = MOST * MOST
    for what, a1, a2, b1, b2 in SequenceMatcher(None, old, new).get_opcodes():
        gone, fresh = "".join(old[a1:a2]), "".join(new[b1:b2])
        inside = WORDS.findall(gone), WORDS.findall(fresh)
        size = len(inside[0]) * len(inside[1])
        if what == "replace" and size <= left:
            left -= size
            yield from _compared(*inside)
        else:
            yield from _pair(gone, fresh, same=what == "equal")


def _compared(before: Pieces, after: Pieces) -> Iterator[Change]:
    for what, a1, a2, b1, b2 in SequenceMatcher(None, before, after).get_opcodes():
        yield from _pair("".join(before[a1:a2]), "".join(after[b1:b2]), same=what == "equal")


def _pair(gone: str, fresh: str, *, same: bool) -> Iterator[Change]:
    head = len(gone) if same else _alike(gone, fresh)
    old, new = gone[head:], "" if same else fresh[head:]
    tail = _space_behind(old, new)
    ends = [len(text) - len(tail) for text in (old, new)]
    yield from [Change("same", gone[:head]), Change("gone", old[: ends[0]]), Change("new", new[: ends[1]])]
    yield Change("same", tail)


def _space_behind(one: str, other: str) -> str:
    """Give the space with which both end: struck through or underlined it would look like dashes and empty lines."""
    most = min(len(text) - len(text.rstrip()) for text in (one, other))
    return one[len(one) - _shared(list(one[len(one) - most :][::-1]), list(other[len(other) - most :][::-1])) :]


def _alike(one: str, other: str) -> int:
    """Count the characters with which both begin, if a word ends there: only the space behind it differs."""
    number = _shared(list(one), list(other))
    whole = all(number == len(text) or text[number].isspace() for text in (one, other))
    return number if whole else 0


def _joined(changes: Sequence[Change]) -> Iterator[Change]:
    """Leave out empty pieces and join neighbours of one kind."""
    kept: list[Change] = []
    for change in changes:
        if kept and change.text and kept[-1].kind == change.kind:
            kept[-1] = Change(change.kind, kept[-1].text + change.text)
        elif change.text:
            kept.append(change)
    yield from kept
