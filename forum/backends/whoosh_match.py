"""Finds and ranks documents in Whoosh's postings, newest segment first, within a budget of steps.

Whoosh's own collectors look at every match of every field: 2.5 s for eight common words in 17,000 threads. Here the
rarest word leads, the others are asked about its documents only, and of very many documents the newest are looked at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log
from typing import Any

from forum.backends.whoosh_postings import Postings, Scores, Term

POSTINGS, LEAST = 4_000, 250
"""Documents looked at for a question of one word; questions of more words share them, down to so many."""
PHRASES, PLACES = 300, 1_000
"""Documents in which phrases are looked for; places of words that are read for that."""
ANY, RARE = 1_000, 500
"""Where any word will do: documents of a word; as soon as there are so many, common words only add to their rank."""
K1, B = 1.2, 0.75
Phrase = Sequence[Sequence[Term]]
"""Words that follow each other, in one reading or another."""


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
    phrases: Sequence[Phrase] = ()
    unsaid: Sequence[Phrase] = ()

    def size(self) -> tuple[int, int]:
        """Count what each document is asked about: groups and unwanted words, and places of words in phrases."""
        places = sum(len(phrase[0]) for phrase in (*self.phrases, *self.unsaid))
        unwanted = sum(field != "labels" for field, _word in self.never)
        return max(1, len(self.must) + unwanted), places


class Ranking:
    """BM25 (Robertson and Zaragoza 2009) over the one text field of a reader."""

    def __init__(self, reader: Any, field: str) -> None:
        self.reader, self.field = reader, field
        self.documents = max(1, reader.doc_count())
        self.mean = max(1.0, reader.field_length(field) / self.documents)
        self._leaf, self._norms = None, dict[int, float]()

    def idf(self, term: Term) -> float:
        """Give the weight of a word: rare ones say more."""
        frequency = self.reader.doc_frequency(*term)
        return log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5)) if frequency <= self.documents else 0.0

    def add(self, scores: Scores, leaf: Any, found: Scores, idf: float) -> None:
        """Add to the scores what a word found in a segment is worth."""
        for document, weight in found.items():
            worth = idf * weight * (K1 + 1) / (weight + self._norm(leaf, document)) if idf else 0.0
            scores[document] = scores.get(document, 0.0) + worth

    def _norm(self, leaf: Any, document: int) -> float:
        """Give what a document's length makes of a weight; each is read once for a segment."""
        if leaf is not self._leaf:
            self._leaf, self._norms = leaf, {}
        norm = self._norms.get(document)
        if norm is None:
            length = leaf.doc_field_length(document, self.field, 1)
            norm = self._norms[document] = K1 * (1 - B + B * length / self.mean)
        return norm


class Room:
    """How many documents may be looked at: segments share it by their size, what one leaves over is the next ones'."""

    def __init__(self, most: int, documents: int) -> None:
        self.left, self._unseen = most, max(1, documents)

    def of(self, leaf: Any) -> int:
        """Give a segment's share; asked once for each."""
        documents = int(leaf.doc_count())
        share = ceil(self.left * documents / max(self._unseen, documents, 1))
        self._unseen -= documents
        return share


class Looking:
    """A look through all segments for what is wanted; `whole` as long as nothing had to be left out."""

    def __init__(self, wanted: Wanted, field: str) -> None:
        self._wanted, self._field, self.whole = wanted, field, True

    def matching(self, reader: Any) -> Iterator[tuple[Any, Scores]]:
        """Give by segment, newest first, what matches everything wanted, with its score."""
        ranking, self.whole = Ranking(reader, self._field), True
        words, places = self._wanted.size()
        room = Room(max(LEAST, POSTINGS // words), ranking.documents)
        phrases = Room(min(PHRASES, PLACES // max(1, places)), ranking.documents)
        for leaf, _offset in reversed(list(reader.leaf_readers())):
            scores = self._having(leaf, ranking, room)
            for term in self._wanted.never:
                for document in among(leaf, term, sorted(scores)):
                    del scores[document]
            yield leaf, self._saying(leaf, scores, phrases) if places else scores

    def _having(self, leaf: Any, ranking: Ranking, room: Room) -> Scores:
        """Give the documents of a segment that have a term of each group, the rarest group first."""
        scores, share = Scores(), room.of(leaf)
        for place, group in enumerate(sorted(self._wanted.must, key=lambda group: frequency(leaf, group))):
            gained, only = Scores(), sorted(scores)
            for term in group.terms:
                found = among(leaf, term, only) if place else self._first(leaf, term, share - len(gained))
                ranking.add(gained, leaf, found, ranking.idf(term) if group.counts else 0.0)
            room.left -= 0 if place else len(gained)
            scores = {document: gained[document] + scores.get(document, 0.0) for document in sorted(gained)}
            if not scores:
                break
        return scores

    def _first(self, leaf: Any, term: Term, most: int) -> Scores:
        if term not in leaf:
            return Scores()
        found, all_of_it = Postings(leaf, term).first(most)
        self.whole = self.whole and all_of_it
        return found

    def _saying(self, leaf: Any, scores: Scores, room: Room) -> Scores:
        """Leave those of a segment's documents that say every phrase wanted and none unwanted."""
        share = room.of(leaf)
        looked = list(scores)[:share]
        self.whole = self.whole and len(scores) <= share
        room.left -= len(looked)
        for phrase in self._wanted.phrases:
            looked = sorted(saying(leaf, phrase, looked))
        for phrase in self._wanted.unsaid:
            said = saying(leaf, phrase, looked)
            looked = [document for document in looked if document not in said]
        return {document: scores[document] for document in looked}


def nearest(
    reader: Any, terms: Mapping[Term, float], field: str, never: Sequence[Term]
) -> Iterator[tuple[Any, Scores]]:
    """Give by segment, newest first, what has any of the terms; common ones only add to what rare ones found.

    A term's worth is a factor to its weight.
    """
    ranking = Ranking(reader, field)
    for leaf, _offset in reversed(list(reader.leaf_readers())):
        scores: Scores = {}
        for term in sorted((one for one in terms if one in leaf), key=lambda one: leaf.doc_frequency(*one)):
            full = len(scores) >= LEAST or (scores and leaf.doc_frequency(*term) > ANY)
            found = among(leaf, term, sorted(scores)[:RARE]) if full else Postings(leaf, term).first(ANY)[0]
            ranking.add(scores, leaf, found, terms[term] * ranking.idf(term))
        for term in never:
            for document in among(leaf, term, sorted(scores)):
                del scores[document]
        yield leaf, scores


def frequency(leaf: Any, group: Group) -> int:
    """Count the postings of a group in a segment."""
    return sum(leaf.doc_frequency(*term) for term in group.terms)


def among(leaf: Any, term: Term, documents: Sequence[int]) -> Scores:
    """Give how often a term stands in those of some documents that have it."""
    return Postings(leaf, term).among(documents) if documents and term in leaf else Scores()


def saying(leaf: Any, phrase: Phrase, documents: Sequence[int]) -> set[int]:
    """Give those of some documents in which the terms of a phrase follow each other, in any of its readings."""
    return {document for reading in phrase for document in _following(leaf, reading, documents)}


def _following(leaf: Any, reading: Sequence[Term], documents: Sequence[int]) -> Sequence[int]:
    begins: dict[int, set[int]] = {}
    for place, term in enumerate(reading):
        if not documents or term not in leaf:
            return ()
        here = {
            document: {spot - place for spot in spots}
            for document, spots in Postings(leaf, term).places(documents).items()
        }
        begins = here if place == 0 else {one: begins[one] & spots for one, spots in here.items()}
        documents = sorted(document for document, spots in begins.items() if spots)
    return documents
