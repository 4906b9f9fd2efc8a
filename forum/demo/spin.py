"""Turn a written pattern into one sentence."""

import re
from collections.abc import Mapping
from random import Random

CHOICE = re.compile(r"\{([^{}]*)\}")
RANGE = re.compile(r"(\d+)\.\.(\d+)(?:/(\d+))?")
SLOT = re.compile(r"\$([A-Za-z]+(?:_[ad])?)")


def spin(pattern: str, rng: Random, slots: Mapping[str, str]) -> str:
    """Choose in `{a|b}`, count in `{100..900/50}` and fill `$word` (capital `$Word` begins a sentence)."""
    text = pattern
    while (found := CHOICE.search(text)) is not None:
        text = text[: found.start()] + _one(found[1], rng) + text[found.end() :]
    return SLOT.sub(lambda match: _slot(match[1], slots), text)


def _one(inner: str, rng: Random) -> str:
    span = RANGE.fullmatch(inner)
    if span is None:
        return rng.choice(inner.split("|"))
    return swiss(rng.randrange(int(span[1]), int(span[2]) + 1, int(span[3] or 1)))


def _slot(word: str, slots: Mapping[str, str]) -> str:
    if word in slots:
        return slots[word]
    value = slots[word[0].lower() + word[1:]]
    return value[0].upper() + value[1:]


def swiss(number: int) -> str:
    """Write a number the Swiss way: 6'800."""
    return f"{number:,}".replace(",", "'")


def luck(rng: Random, share: float) -> bool:
    """Tell whether something happens that happens with this share."""
    return rng.random() < share
