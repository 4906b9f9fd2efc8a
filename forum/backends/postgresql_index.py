"""Search in PostgreSQL's full text: texts analysed by us, kept as vectors in a table of their own."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, cast, delete, func, literal, select
from sqlalchemy.dialects.postgresql import TSQUERY

from forum.backends.labels import labels_of, needed, refused
from forum.core.db import session, transaction, upsert
from forum.core.ports import Document
from forum.search.language import Clause, Query
from forum.search.models import SearchDocument

LAST_PLACE = 16_383
"""PostgreSQL keeps no later places of a word."""
MOST = 3_000
"""Matches that are ranked; PostgreSQL reads a whole vector for each."""
BATCH = 200


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

    def search(self, asked: Query, *, audiences: Sequence[str], limit: int, sort: str) -> Sequence[int]:
        """Find thread ids among the audiences, best or newest first."""
        ranked = " & ".join(_clause(clause) for clause in asked.clauses if not clause.negative)
        return _ids(compiled(asked), ranked if sort != "date" else "", audiences, limit)

    def near(self, terms: Sequence[str], *, audiences: Sequence[str], limit: int) -> Sequence[int]:
        """Find thread ids with any of the stems among the audiences, best first."""
        whole = " | ".join(map(quoted, terms))
        return _ids(whole, whole, audiences, limit)

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


def _ids(whole: str, ranked: str, audiences: Sequence[str], limit: int) -> Sequence[int]:
    """The newest matches by id; by rank where there is something to rank, ties newest first."""
    found = select(SearchDocument.thread_id, SearchDocument.vector).where(SearchDocument.audience.in_(audiences))
    if whole:
        found = found.where(SearchDocument.vector.op("@@")(_query(whole)))
    if not ranked:
        return session().scalars(found.order_by(SearchDocument.thread_id.desc()).limit(limit)).all()
    some = found.limit(MOST).subquery()
    rank = func.ts_rank(some.c.vector, _query(ranked), 1)
    return session().scalars(select(some.c.thread_id).order_by(rank.desc(), some.c.thread_id.desc()).limit(limit)).all()


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
    """Turn a parsed question into PostgreSQL's text of it: all clauses and filters must hold."""
    parts = [f"!({_clause(clause)})" if clause.negative else _clause(clause) for clause in asked.clauses]
    parts += [f"({' | '.join(map(quoted, labels))})" for labels in needed(asked)]
    parts += [f"!{quoted(label)}" for label in refused(asked)]
    return " & ".join(parts)


def _clause(clause: Clause) -> str:
    return f"({(' <-> ' if clause.kind == 'phrase' else ' | ').join(map(quoted, clause.parts))})"


def quoted(word: str) -> str:
    """Write a word so that nothing in it means anything to PostgreSQL."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
