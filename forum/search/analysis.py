"""Words as the index keeps them: folded and stemmed, German and English.

A text is read in its own language, a question in both.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

WORD = re.compile(r"\w+")
MAX_WORD = 64
ENGLISH = frozenset(
    ("the", "and", "is", "of", "to", "you", "that", "for", "with", "have", "not", "this", "are", "what", "how", "my")
)
_german, _english = snowballstemmer.stemmer("german"), snowballstemmer.stemmer("english")
_spelt = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Give the stem of one folded word; Häuser, Haeuser and Haus meet, so do Grösse and Größe.

    A small word is its own stem: «andere» would be found by who looks for «ändern».
    """
    return _bare(word if word in stopwords() else str(_german.stemWord(word)))


@lru_cache(maxsize=20_000)
def english_stem(word: str) -> str:
    """Give the English stem of one folded word; insurance and insured meet."""
    return _bare(word if word in stopwords() else str(_english.stemWord(word)))


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """Give a folded word as the vocabulary spells it: Prämie and Praemie are one."""
    return _bare(word.translate(_spelt))


def _bare(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def forms(word: str) -> tuple[str, ...]:
    """Give what a folded word may be called in the index: its German and its English stem."""
    return tuple(dict.fromkeys((stem(word), english_stem(word))))


def words(text: str) -> list[str]:
    """Split a text into folded words, in order."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return [word[:MAX_WORD] for word in WORD.findall(folded)]


def stemmed(said: Iterable[str], language: str) -> list[str]:
    """Give the stems of folded words as a language has them, in order: English ones, else German ones."""
    return list(map(english_stem if language == "en" else stem, said))


def is_english(said: Iterable[str]) -> bool:
    """Tell whether folded words are English rather than German, by the small words among them."""
    said = list(said)
    english = sum(word in ENGLISH for word in said)
    return english > len(said) // 12


@cache
def stopwords() -> frozenset[str]:
    """Words that say nothing of a subject, folded."""
    return frozenset(word for line in _lines("stopwords.txt") for word in line)


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Stem → the stems of what else it may be called."""
    found: dict[str, set[str]] = {}
    for line in _lines("synonyms.txt"):
        group = {stem(word) for word in line}
        for one in group:
            found.setdefault(one, set()).update(group - {one})
    return {one: frozenset(others) for one, others in found.items()}


def _lines(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line.casefold().split() for line in text.splitlines() if not line.startswith("#")]
