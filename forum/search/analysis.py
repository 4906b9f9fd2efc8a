"""Words as the index keeps them: folded and stemmed, German first; the same for texts and for questions."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+")
MAX_WORD = 64
_stemmer = snowballstemmer.stemmer("german")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Give the stem of one folded word; Häuser, Haeuser and Haus meet, so do Grösse and Größe."""
    stemmed = str(_stemmer.stemWord(word))
    decomposed = unicodedata.normalize("NFKD", stemmed)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Split a text into folded words, in order."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return [word[:MAX_WORD] for word in WORD.findall(folded)]


def stems(text: str) -> list[str]:
    """Split a text into stems, in order."""
    return [stem(word) for word in words(text)]
