"""German compounds, split into parts that the vocabulary knows: Zusatzversicherung → Zusatz, Versicherung."""

from collections.abc import Callable, Collection, Iterator, Mapping

from forum.search.analysis import stopwords

LONG, PART, USES = 9, 4, 2
"""Letters of a word worth splitting, letters of a part, threads that must use a part by itself."""
LINKS = ("s", "n", "es", "en", "er")
Known = Callable[[Collection[str]], Mapping[str, int]]


def split_all(keys: Collection[str], known: Known, least: int = USES) -> dict[str, list[str]]:
    """Give the parts of those words that have any, each used by `least` threads; `known` tells how many do.

    Two rounds: parts of parts are parts, too.
    """
    first = _round(keys, known, least)
    again = _round({part for pair in first.values() for part in pair}, known, least)
    return {word: [*pair, *(deep for part in pair for deep in again.get(part, ()))] for word, pair in first.items()}


def _round(keys: Collection[str], known: Known, least: int) -> dict[str, tuple[str, str]]:
    cuts = {word: list(_cuts(word)) for word in keys if len(word) >= LONG}
    uses = known({part for pairs in cuts.values() for pair in pairs for part in pair})
    best = {word: max(pairs, key=lambda pair: _worth(pair, uses), default=("", "")) for word, pairs in cuts.items()}
    return {word: pair for word, pair in best.items() if _worth(pair, uses)[0] >= least}


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    for at in range(PART, len(word) - PART + 1):
        head, tail = word[:at], word[at:]
        yield head, tail
        yield head + "e", tail  # Schul(e)buch
        for link in LINKS:
            if head.endswith(link) and at - len(link) >= PART:
                yield head.removesuffix(link), tail


def _worth(pair: tuple[str, str], uses: Mapping[str, int]) -> tuple[int, int]:
    if any(part in stopwords() for part in pair):
        return 0, 0
    return min(uses.get(part, 0) for part in pair), len(pair[1])
