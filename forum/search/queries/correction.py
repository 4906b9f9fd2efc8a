"""«Did you mean»: words that nobody here uses, replaced by the closest ones that readers like the actor may know."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from forum.search.analysis import WORD, forms, key, words
from forum.search.language import Clause, Query
from forum.search.queries.highlight import Pieces
from forum.search.queries.vocabulary import alike, stem_uses

SHORT, LONG = 4, 8
"""Words shorter than this are taken as they are; longer ones may have two slips."""


def corrected(query: Query, audiences: Sequence[str]) -> tuple[Query, dict[str, str]]:
    """Give the query with its unknown words replaced, and which word became which; two statements."""
    asked = {clause.word for clause in query.clauses if clause.kind == "term" and not clause.negative}
    closest = closest_to(asked, audiences)
    clauses = [_replaced(clause, closest) for clause in query.clauses]
    return replace(query, clauses=clauses), closest


def _replaced(clause: Clause, closest: Mapping[str, str]) -> Clause:
    better = closest.get(clause.word)
    return clause if better is None or clause.negative else replace(clause, parts=forms(better), word=better)


def closest_to(asked: Collection[str], audiences: Sequence[str]) -> dict[str, str]:
    """Give for words that nobody uses the closest used one, the more frequent of equally close; two statements."""
    told = {word: key(word) for word in asked if len(word) >= SHORT and word.isalpha()}
    used = stem_uses({form for word in told for form in forms(word)}, audiences)
    unknown = {word: spelt for word, spelt in told.items() if not any(form in used for form in forms(word))}
    if not unknown:
        return {}
    candidates = alike(unknown.values(), audiences)
    found = {word: _closest(spelt, candidates) for word, spelt in unknown.items()}
    return {word: better for word, better in found.items() if better}


def _closest(spelt: str, candidates: Iterable[tuple[str, str, int]]) -> str:
    most = 1 if len(spelt) < LONG else 2
    likely = ((word, uses) for word, _stem, uses in candidates if abs(len(word) - len(spelt)) <= most)
    near = [(distance(spelt, word, most), -uses, word) for word, uses in likely]
    best = min((one for one in near if one[0] <= most), default=None)
    return best[2] if best else ""


def distance(one: str, other: str, most: int) -> int:
    """Count the slips between two words: a letter too many, too few, another one, two swapped; most + 1 when more."""
    before, row = list[int](), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def as_shown(text: str, closest: Mapping[str, str], shown: Iterable[str]) -> Pieces:
    """Give the query's text with better words as texts that the reader sees spell them; empty when none does.

    Nothing is ever suggested that does not stand in a text the reader was just shown.
    """
    spelt: dict[str, str] = {}
    for word in dict.fromkeys(word for one in shown for word in WORD.findall(one)):
        folded = words(word)
        spelt.setdefault(key(folded[0]) if folded else "", word)
    if not all(better in spelt for better in closest.values()):
        return []
    pieces, at = Pieces(), 0
    for match in WORD.finditer(text):
        better = closest.get("".join(words(match[0])))
        if better:
            pieces += [(text[at : match.start()], False), (spelt[better], True)]
            at = match.end()
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]
