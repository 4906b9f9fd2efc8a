"""How close a thread is to a question, from 0 to 1: pure, and the same whichever engine proposed it.

Beside a word itself count the parts of a compound, another name of the same thing, and a likely spelling. Rare words
say more (inverse document frequency), a title says more than a text.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log

from forum.search.analysis import forms, stem, stopwords, synonyms, words

PART, NAME, SPELT, INSIDE = 0.6, 0.5, 0.9, 0.6
"""What a part of a compound, another name, a corrected spelling, a compound around the word are worth."""
TITLE, TEXT, SHAPE = 0.4, 0.5, 0.1
RANK = 1.0
"""What the engine's own order counts beside closeness: its first proposal half of this, its second a third."""
SHORT = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of a question: what it may be called, each with its worth, and the word's own weight."""

    names: Mapping[str, float]
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thread that may be about the same. `rank`: its place among the engine's proposals, from 0."""

    id: int
    title: str
    text: str
    rank: int


def asked_words(text: str) -> list[str]:
    """Give the folded words of a question that say something, each once."""
    said = list(dict.fromkeys(words(text)))
    return [word for word in said if word not in stopwords() and len(word) > 1] or said


def names_of(word: str, parts: Collection[str], spelt: str) -> dict[str, float]:
    """Give what a word may be called in a text, with its worth."""
    own = forms(word)
    names = {name: NAME for form in own for name in synonyms().get(form, ())}
    names |= {stem(part): PART for part in parts}
    names |= dict.fromkeys(forms(spelt), SPELT) if spelt else {}
    return names | dict.fromkeys(own, 1.0)


def weighed(names: Mapping[str, float], uses: Mapping[str, int], threads: int) -> Meaning:
    """Give a word its weight: that of its most usual sure name; a name nobody uses weighs as a rare one."""
    sure = [uses.get(name, 0) for name, worth in names.items() if worth >= SPELT]
    return Meaning(names, log(1 + (threads + 1) / (max(sure, default=0) + 1)))


def closeness(meanings: Sequence[Meaning], question: str, candidate: Candidate) -> float:
    """Give how close a candidate is, whatever its rank."""
    whole = sum(meaning.weight for meaning in meanings) or 1.0
    title, text = _said(candidate.title), _said(candidate.text)
    covered = sum(meaning.weight * _worth(meaning, title) for meaning in meanings) / whole
    mentioned = sum(meaning.weight * max(_worth(meaning, title), _worth(meaning, text)) for meaning in meanings) / whole
    return TITLE * covered + TEXT * mentioned + SHAPE * _alike(question, candidate.title)


def standing(close: float, candidate: Candidate) -> float:
    """Give where a candidate stands among others: the engine has read whole texts, of which closeness sees little."""
    return close + RANK / (2 + candidate.rank)


def _said(text: str) -> frozenset[str]:
    return frozenset(form for word in words(text) for form in forms(word))


def _worth(meaning: Meaning, said: frozenset[str]) -> float:
    best = max((worth for name, worth in meaning.names.items() if name in said), default=0.0)
    if best >= INSIDE:
        return best
    sure = [name for name, worth in meaning.names.items() if worth >= SPELT and len(name) >= SHORT]
    return INSIDE if any(_joined(name, word) for name in sure for word in said) else best


def _joined(one: str, other: str) -> bool:
    """Tell whether a word begins or ends with another."""
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    return SHORT < len(short) < len(long) and (long.startswith(short) or long.endswith(short))


def _alike(one: str, other: str) -> float:
    """Dice's coefficient of the letters, three by three (Dice 1945)."""
    a, b = _threes(one), _threes(other)
    return 2 * len(a & b) / (len(a) + len(b) or 1)


def _threes(text: str) -> frozenset[str]:
    said = f" {' '.join(asked_words(text))} "
    return frozenset(said[at : at + 3] for at in range(len(said) - 2))
