"""Finds and ranks documents in Whoosh's postings, newest segment first, within a budget of steps.

Whoosh's own collectors look at every match of every field: 2.5 s for eight common words in 17,000 threads. Here the
rarest word leads, the others are asked about its documents only, and of very many documents the newest are looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

BUDGET = 4_000
"""Postings read for a question of one word; questions of more words share it."""
LEAST, PHRASES = 250, 300
"""A word's postings that are looked at however many words there are; documents in which a phrase is checked."""
K1, B = 1.2, 0.75
Term = tuple[str, str]
Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Group:
    """Terms of which a document has one at least; `counts` for its rank."""

    terms: Sequence[Term]
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """What documents must have, must not have, and which words must (or must not) follow each other."""

    must: Sequence[Group]
    never: Sequence[Term]
    phrases: Sequence[Sequence[Term]] = ()
    unsaid: Sequence[Sequence[Term]] = ()


class Ranking:
    """BM25 (Robertson and Zaragoza 2009) over the one text field of a reader."""

    def __init__(self, reader: Any, field: str) -> None:
        self.reader, self.field = reader, field
        self.documents = max(1, reader.doc_count())
        self.mean = max(1.0, reader.field_length(field) / self.documents)

    def idf(self, term: Term) -> float:
        """Give the weight of a word: rare ones say more."""
        frequency = self.reader.doc_frequency(*term)
        return log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5)) if frequency <= self.documents else 0.0

    def add(self, scores: Scores, leaf: Any, found: Scores, idf: float) -> None:
        """Add to the scores what a word found in a segment is worth."""
        for document, weight in found.items():
            length = leaf.doc_field_length(document, self.field, 1)
            worth = idf * weight * (K1 + 1) / (weight + K1 * (1 - B + B * length / self.mean))
            scores[document] = scores.get(document, 0.0) + worth


def matching(reader: Any, wanted: Wanted, field: str) -> Iterator[tuple[Any, Scores]]:
    """Give by segment, newest first, what matches everything wanted, with its score."""
    ranking, left = Ranking(reader, field), BUDGET
    for leaf, _offset in reversed(list(reader.leaf_readers())):
        groups = sorted(wanted.must, key=lambda group: frequency(leaf, group))
        most = max(LEAST, left // max(1, len(groups)))
        scores = _matches(leaf, groups, ranking, most)
        for term in wanted.never:
            for document in weights(leaf, term, sorted(scores), most):
                del scores[document]
        for phrase in wanted.phrases:
            scores = {document: scores[document] for document in following(leaf, phrase, sorted(scores)[:PHRASES])}
        for phrase in wanted.unsaid:
            for document in following(leaf, phrase, sorted(scores)):
                del scores[document]
        left = max(0, left - len(scores) * len(groups))
        yield leaf, scores


def _matches(leaf: Any, groups: Sequence[Group], ranking: Ranking, most: int) -> Scores:
    scores: Scores | None = None
    for group in groups:
        gained: Scores = {}
        for term in group.terms:
            only = None if scores is None else sorted(scores)
            found = weights(leaf, term, only, most)
            ranking.add(gained, leaf, found, ranking.idf(term) if group.counts else 0.0)
        scores = {document: gained[document] + (scores or {}).get(document, 0.0) for document in gained}
        if not scores:
            return {}
    return scores or {}


def nearest(reader: Any, terms: Sequence[Term], field: str, never: Sequence[Term]) -> Iterator[tuple[Any, Scores]]:
    """Give by segment, newest first, what has any of the terms; common ones only add to what rare ones found."""
    ranking = Ranking(reader, field)
    for leaf, _offset in reversed(list(reader.leaf_readers())):
        scores: Scores = {}
        for term in sorted(terms, key=lambda one: leaf.doc_frequency(*one)):
            full = len(scores) >= LEAST or (scores and leaf.doc_frequency(*term) > BUDGET // 4)
            only = sorted(scores)[: 2 * LEAST] if full else None
            ranking.add(scores, leaf, weights(leaf, term, only, BUDGET // 4), ranking.idf(term))
        for term in never:
            for document in weights(leaf, term, sorted(scores), BUDGET):
                del scores[document]
        yield leaf, scores


def frequency(leaf: Any, group: Group) -> int:
    """Count the postings of a group in a segment."""
    return sum(leaf.doc_frequency(*term) for term in group.terms)


def weights(leaf: Any, term: Term, only: Sequence[int] | None, most: int) -> Scores:
    """Give how often a term stands in the documents of a segment (in those of `only`), at most so many."""
    if term not in leaf:
        return {}
    matcher, found = leaf.postings(*term), Scores()
    for document in _walk(matcher) if only is None else _asked(matcher, only):
        found[document] = matcher.weight()
        if len(found) >= most:
            break
    return found


def following(leaf: Any, phrase: Sequence[Term], only: Iterable[int]) -> list[int]:
    """Give those documents in which the terms of a phrase follow each other."""
    only, begins = list(only), dict[int, set[int]]()
    for place, term in enumerate(phrase):
        if term not in leaf:
            return []
        matcher, here = leaf.postings(*term), dict[int, set[int]]()
        for document in _asked(matcher, only):
            here[document] = {position - place for position in matcher.value_as("positions")}
        begins = here if place == 0 else {one: begins[one] & spots for one, spots in here.items() if one in begins}
        only = sorted(document for document, spots in begins.items() if spots)
    return only


def _walk(matcher: Any) -> Iterator[int]:
    while matcher.is_active():
        yield matcher.id()
        matcher.next()


def _asked(matcher: Any, only: Sequence[int]) -> Iterator[int]:
    for document in only:
        if matcher.is_active() and matcher.id() < document:
            matcher.skip_to(document)
        if not matcher.is_active():
            return
        if matcher.id() == document:
            yield document
