"""Search in PostgreSQL's full text: texts analysed by us, kept as vectors in a table of their own."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import structlog
from sqlalchemy import ColumnElement, Select, cast, delete, func, literal, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.exc import OperationalError

from forum.backends.labels import labels_of, needed, refused
from forum.core.db import session, transaction, upsert
from forum.core.ports import Document, Found, Unsearchable
from forum.search.language import Clause, Query
from forum.search.models import SearchDocument

LAST_PLACE = 16_383
"""PostgreSQL keeps no later places of a word."""
MOST, LEAST = 4_000, 250
"""The newest matches of one word, which are ranked: a whole vector is read for each. More words share them, down to
so many."""
LONGEST_MS = 1_000
"""A search that takes longer is given up."""
CANCELED = "57014"
"""SQLSTATE of a statement that took too long. The driver is loaded only by who has a PostgreSQL (5 MB)."""
BATCH = 200
log = structlog.get_logger()


class PostgresqlIndex:
    """An index in the table `search_document` of the forum's own database."""

    def write(self, documents: Iterable[Document], removed: Iterable[int]) -> None:
        """Replace and remove documents in one commit."""
        with transaction() as s:
            _write(documents)
            s.execute(delete(SearchDocument).where(SearchDocument.thread_id.in_(sorted(removed))))

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace the whole index in one commit; the old one answers until then. Give the number of documents."""
        number, rest = 0, iter(documents)
        with transaction() as s:
            s.execute(delete(SearchDocument))
            while part := list(islice(rest, BATCH)):
                _write(part)
                number += len(part)
        return number

    def search(self, asked: Query, *, audiences: Sequence[str], limit: int, sort: str) -> Found:
        """Find threads among the audiences, best or newest first; of very many the newest are looked at."""
        ranked = " & ".join(_clause(clause) for clause in asked.clauses if not clause.negative)
        phrases = " & ".join(_sign(clause) for clause in asked.clauses if clause.kind == "phrase")
        by_rank = {ranked: 1.0} if ranked and sort != "date" else {}
        return _found(compiled(asked), phrases, by_rank, audiences, limit)

    def near(self, terms: Mapping[str, float], *, audiences: Sequence[str], limit: int) -> Sequence[int]:
        """Find thread ids with any of the stems among the audiences, best first."""
        any_of = " | ".join(map(quoted, terms))
        alike: dict[float, list[str]] = {}
        for term, worth in terms.items():
            alike.setdefault(worth, []).append(quoted(term))
        ranked = {" | ".join(names): worth for worth, names in alike.items()}
        return _found(any_of, "", ranked, audiences, limit).ids

    def sound(self) -> bool:
        """Tell whether the index can be read; a table always can."""
        return True

    def count(self) -> int:
        """Count documents."""
        return session().scalar(select(func.count()).select_from(SearchDocument)) or 0

    def ids(self) -> Iterable[int]:
        """Give the thread ids of all documents."""
        return session().scalars(select(SearchDocument.thread_id)).all()


def _write(documents: Iterable[Document]) -> None:
    rows = [{"thread_id": one.thread_id, "audience": one.audience, "vector": vector(one)} for one in documents]
    if rows:
        insert = upsert(SearchDocument)
        values = {name: insert.excluded[name] for name in ("audience", "vector")}
        session().execute(insert.on_conflict_do_update(index_elements=["thread_id"], set_=values), rows)


def _found(words: str, phrases: str, ranked: Mapping[str, float], audiences: Sequence[str], limit: int) -> Found:
    """The newest that have the words, of these what has the phrases; by rank where something is ranked, else by id.

    `ranked`: what counts for the rank, each with its worth.
    """
    most = max(LEAST, MOST // max(1, words.count("'") // 2))
    looked = select(SearchDocument.thread_id, SearchDocument.vector).where(SearchDocument.audience.in_(audiences))
    if words:
        looked = looked.where(SearchDocument.vector.op("@@")(_query(words)))
    looked = looked.order_by(SearchDocument.thread_id.desc()).limit(most)
    newest = looked.cte("looked")
    order = [newest.c.thread_id.desc()]
    if ranked:
        ranks = (func.ts_rank(newest.c.vector, _query(text), 1) * worth for text, worth in ranked.items())
        order.insert(0, sum(ranks, start=literal(0.0)).desc())
    found = select(newest.c.thread_id, select(func.count()).select_from(newest).scalar_subquery())
    if phrases:
        found = found.where(newest.c.vector.op("@@")(_query(phrases)))
    rows = _in_time(found.order_by(*order).limit(limit + 1))
    return Found([row[0] for row in rows[:limit]], whole=len(rows) <= limit and all(row[1] < most for row in rows[:1]))


def _in_time(statement: Select[Any]) -> Sequence[Any]:
    """Ask, but not for long. Raises Unsearchable when it takes too long."""
    try:
        with session().begin_nested():
            session().execute(sql(f"SET LOCAL statement_timeout = {LONGEST_MS}"))
            rows = session().execute(statement).all()
            session().execute(sql("SET LOCAL statement_timeout = DEFAULT"))
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", "") != CANCELED:
            raise
        log.warning("search", gave_up_after_ms=LONGEST_MS)
        raise Unsearchable from error
    return rows


def _query(text: str) -> ColumnElement[Any]:
    return cast(literal(text), TSQUERY)


def vector(document: Document) -> str:
    """Write a document as PostgreSQL reads a vector: words with places, the title's with weight A; labels without."""
    title, body = document.title.split(), document.body.split()
    begin = len(title) + 2
    words = [f"{quoted(word)}:{min(place, LAST_PLACE)}A" for place, word in enumerate(title, 1)]
    words += [f"{quoted(word)}:{min(place, LAST_PLACE)}" for place, word in enumerate(body, begin)]
    behind = begin + len(body) + 1
    words += [f"{quoted(word)}:{min(behind + 2 * n, LAST_PLACE)}" for n, word in enumerate(document.parts)]
    return " ".join([*words, *(quoted(label) for label in labels_of(document))])


def compiled(asked: Query) -> str:
    """Turn a parsed question into PostgreSQL's text of it: all words and filters must hold, phrases as their words."""
    parts = [_sign(clause) for clause in asked.clauses if clause.kind != "phrase"]
    parts += [_words(clause) for clause in asked.clauses if clause.kind == "phrase" and not clause.negative]
    parts += [f"({' | '.join(map(quoted, labels))})" for labels in needed(asked)]
    parts += [f"!{quoted(label)}" for label in refused(asked)]
    return " & ".join(parts)


def _sign(clause: Clause) -> str:
    return f"!{_clause(clause)}" if clause.negative else _clause(clause)


def _words(phrase: Clause) -> str:
    return _either(phrase, " & ")


def _clause(clause: Clause) -> str:
    if clause.kind != "phrase":
        return f"({' | '.join(map(quoted, clause.parts))})"
    return _either(clause, " <-> ")


def _either(phrase: Clause, joint: str) -> str:
    readings = (f"({joint.join(map(quoted, reading))})" for reading in phrase.readings)
    return f"({' | '.join(readings)})"


def quoted(word: str) -> str:
    """Write a word so that nothing in it means anything to PostgreSQL."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
