"""The query language: words, "phrases", -not, prefix*, in: (cat:), tag:, by:, is:, after:. Bounded, never an error."""

import re
from dataclasses import dataclass, field
from datetime import date

from forum.core.slugs import slugify
from forum.search.analysis import forms, stemmed, stopwords, words

MAX_QUERY = 100
MAX_CLAUSES = 8
MIN_PREFIX = 3
PIECE = re.compile(r'(-?)(?:(in|cat|tag|by|is|after):("[^"]*"|\S+)|"([^"]*)"?|(\S+))', re.IGNORECASE)
STATES = ("solved", "unanswered", "expert", "open")


@dataclass(frozen=True, slots=True)
class Clause:
    """Something a text must (or must not) contain.

    kind: term (`parts`: stems, any of them), phrase (stems in order, or those of its `english` reading), prefix (one,
    folded). `word`: as typed, folded.
    """

    kind: str
    parts: tuple[str, ...]
    negative: bool = False
    word: str = ""
    english: tuple[str, ...] = ()

    @property
    def readings(self) -> tuple[tuple[str, ...], ...]:
        """The stems of a phrase in each language in which they differ."""
        return (self.parts, self.english) if self.english and self.english != self.parts else (self.parts,)


@dataclass(slots=True)
class Query:
    """A parsed question. Filters narrow; `after` is a day; `kinds`, of which any will do, are not typed but ticked."""

    text: str
    clauses: list[Clause] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    after: date | None = None

    @property
    def empty(self) -> bool:
        """Nothing to look for, not even a filter."""
        positive = any(not clause.negative for clause in self.clauses)
        return not (positive or self.categories or self.tags or self.authors or self.states or self.after)


def parse(text: str) -> Query:
    """Read what was typed; what makes no sense is taken as words, what is too much is left out."""
    query = Query(text[:MAX_QUERY])
    for match in PIECE.finditer(query.text):
        minus, key, value, phrase, word = match.groups()
        if key is not None and _filter(query, key.lower(), value.strip('"')):
            continue
        _clause(query, bool(minus), phrase, word if key is None else value.strip('"'))
    query.clauses = telling(query.clauses)[:MAX_CLAUSES]
    return query


def telling(clauses: list[Clause]) -> list[Clause]:
    """Leave out small words (the, is, how) where others are left to look for."""
    kept = [clause for clause in clauses if clause.kind != "term" or clause.word not in stopwords()]
    return kept if any(not clause.negative for clause in kept) else clauses


def _filter(query: Query, key: str, value: str) -> bool:
    if key == "is":
        if value.lower() not in STATES:
            return False
        query.states.append(value.lower())
    elif key == "after":
        try:
            query.after = date.fromisoformat(value)
        except ValueError:
            return False
    elif key == "by":
        query.authors.append(value.lstrip("@").casefold())
    else:
        (query.tags if key == "tag" else query.categories).append(slugify(value))
    return True


def _clause(query: Query, negative: bool, phrase: str | None, word: str | None) -> None:
    if phrase is not None:
        said = words(phrase)[:MAX_CLAUSES]
        german, english = (tuple(stemmed(said, language)) for language in ("de", "en"))
        if len(said) > 1:
            query.clauses.append(Clause("phrase", german, negative, " ".join(said), english))
        elif said:
            query.clauses.append(Clause("term", forms(said[0]), negative))
        return
    word = word or ""
    folded = words(word)
    if word.endswith("*") and len(folded) == 1 and len(folded[0]) >= MIN_PREFIX:
        query.clauses.append(Clause("prefix", (folded[0],), negative))
        return
    query.clauses += [Clause("term", forms(each), negative, each) for each in folded]
