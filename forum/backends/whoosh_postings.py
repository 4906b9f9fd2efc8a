"""Reads Whoosh's postings a block at a time: stepping from one to the next in Python cost most of a search.

Whoosh keeps up to 128 documents of a word in a block, zipped; reading one takes some 40 µs, whatever is asked of it.
The attributes of its matchers that are used here have no public twin; the release is pinned and holds a contract suite.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice
from pickle import loads
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching.wrappers import FilterMatcher

COUNT = 4
"""Bytes before a word's places in a document."""
Term = tuple[str, str]
Scores = dict[int, float]


class Postings:
    """A word's documents in a segment, rising. Is read once, from its beginning."""

    def __init__(self, leaf: Any, term: Term) -> None:
        matcher = leaf.postings(*term)
        if isinstance(matcher, FilterMatcher):  # leaves out what was deleted, a document at a time
            matcher = matcher.child
            matcher.reset()
        self._matcher, self._deleted = matcher, leaf.deleted_docs_set

    def first(self, most: int) -> tuple[Scores, bool]:
        """Give how often the word stands in its first documents, at most so many, and whether these were all."""
        found = Scores()
        while len(found) <= most and self._matcher.is_active():
            found.update(zip(self._ids(), self._weights(), strict=True))
            self._next()
            for document in self._deleted.intersection(found):
                del found[document]
        return dict(islice(found.items(), most)), len(found) <= most

    def among(self, documents: Sequence[int]) -> Scores:
        """Give how often the word stands in those of some documents (rising, none deleted) that have it."""
        found = Scores()
        for block, here in self._blocks(documents):
            weights = self._weights()
            found.update((document, weights[block[document]]) for document in here)
        return found

    def places(self, documents: Sequence[int]) -> dict[int, set[int]]:
        """Give where the word stands in those of some documents (rising, none deleted) that have it."""
        found: dict[int, set[int]] = {}
        for block, here in self._blocks(documents):
            values = self._values()
            found.update((document, _places(values[block[document]])) for document in here)
        return found

    def _blocks(self, documents: Sequence[int]) -> Iterator[tuple[Mapping[int, int], Sequence[int]]]:
        """Stop at each block that may hold some of the documents: their places in it, and which it holds."""
        at = 0
        while at < len(documents) and self._matcher.is_active():
            last = self._last()
            if last >= documents[at]:
                end = bisect_right(documents, last, at)
                block = {document: place for place, document in enumerate(self._ids())}
                here = [document for document in documents[at:end] if document in block]
                if here:
                    yield block, here
                at = end
            self._next()

    def _ids(self) -> Any:
        self._matcher.id()  # reads the block
        return self._matcher._ids

    def _weights(self) -> Any:
        self._matcher.weight()
        return self._matcher._weights

    def _values(self) -> Any:
        self._matcher.value()
        return self._matcher._values

    def _last(self) -> Any:
        return self._matcher.block_max_id() if isinstance(self._matcher, W3LeafMatcher) else self._matcher._ids[-1]

    def _next(self) -> None:
        if isinstance(self._matcher, W3LeafMatcher):
            self._matcher._next_block()
        else:  # a word of one document: a list in memory
            self._matcher._i = len(self._matcher._ids)


def _places(value: bytes) -> set[int]:
    """Read where a word stands as Whoosh's `Positions` writes it: a count, then pickled distances, perhaps unended."""
    pickled = value[COUNT:] if value.endswith(b".") else value[COUNT:] + b"."
    return set(accumulate(loads(pickled)))  # noqa: S301 - as Whoosh reads its own files
