"""The words of shown threads, by who may read them: what is spelt how, how frequent it is, what begins alike."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from forum.core.db import session
from forum.search.analysis import english_stem, key
from forum.search.models import SearchWord

CHUNK = 500
MOST_ALIKE = 400
"""Words looked at for each beginning or end of a misspelt one."""
LAST = "\U0010ffff"


class Vocabulary:
    """The words that readers of some audiences may know; remembers what it was asked while it lives."""

    def __init__(self, audiences: Sequence[str]) -> None:
        self._audiences = audiences
        self._known: dict[str, int] = {}

    def uses(self, keys: Collection[str]) -> Mapping[str, int]:
        """Give by word how many threads use it (0: none), a statement for every 500 new words."""
        fresh = sorted(set(keys) - self._known.keys())
        self._known.update(dict.fromkeys(fresh, 0))
        for at in range(0, len(fresh), CHUNK):
            told = _mine(self._audiences, SearchWord.key, func.sum(SearchWord.uses))
            rows = session().execute(told.where(SearchWord.key.in_(fresh[at : at + CHUNK])).group_by(SearchWord.key))
            self._known.update((word, int(uses)) for word, uses in rows)
        return self._known


def stem_uses(stems: Collection[str], audiences: Sequence[str]) -> dict[str, int]:
    """Give by stem about how many threads use a word of it; unknown ones are missing; one statement."""
    told = _mine(audiences, SearchWord.stem, func.sum(SearchWord.uses)).where(SearchWord.stem.in_(sorted(stems)))
    return {stem: int(uses) for stem, uses in session().execute(told.group_by(SearchWord.stem))}


def beginning(prefix: str, audiences: Sequence[str], limit: int) -> list[str]:
    """Give the stems, German and English, of words that begin so, most used first; one statement."""
    told = _mine(audiences, SearchWord.stem, func.min(SearchWord.key)).where(_range(SearchWord.key, key(prefix)))
    told = told.group_by(SearchWord.stem).order_by(func.sum(SearchWord.uses).desc(), SearchWord.stem).limit(limit)
    return list(dict.fromkeys(one for stem, word in session().execute(told) for one in (stem, english_stem(word))))


def alike(keys: Iterable[str], audiences: Sequence[str]) -> list[tuple[str, str, int]]:
    """Give (word, stem, uses) of words that share a beginning or an end with any of these; one statement."""
    each = [_alike(part, audiences) for word in keys for part in _halves(word)]
    found = union_all(*each).subquery()
    told = select(found.c.key, found.c.stem, func.sum(found.c.uses)).group_by(found.c.key, found.c.stem)
    return [(word, stem, int(uses)) for word, stem, uses in session().execute(told.order_by(found.c.key))]


def _halves(word: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """One slip leaves the first or the second half of a word whole, its middle excepted."""
    half = max(2, len(word) // 2 - 1)
    return _range(SearchWord.key, word[:half]), _range(SearchWord.tail, word[::-1][:half])


def _alike(part: ColumnElement[bool], audiences: Sequence[str]) -> Select[Any]:
    told = _mine(audiences, SearchWord.key, SearchWord.stem, SearchWord.uses).where(part)
    best = told.order_by(SearchWord.uses.desc()).limit(MOST_ALIKE).subquery()
    return select(best.c.key, best.c.stem, best.c.uses)


def _range(column: InstrumentedAttribute[str], prefix: str) -> ColumnElement[bool]:
    return and_(column >= prefix, column <= prefix + LAST)


def _mine(audiences: Sequence[str], *columns: Any) -> Select[Any]:
    return select(*columns).where(SearchWord.audience.in_(audiences))
