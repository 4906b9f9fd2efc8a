"""The embedded search index: Whoosh, one writer (the worker), one searcher kept per process."""

import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from threading import RLock
from typing import Any

from whoosh import fields, index, query
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.sorting import FieldFacet

from forum.core.ports import Document, Hits
from forum.search.language import Clause, Query

LOCK_S = 30
TITLE_WEIGHT = 3.0
_words = SpaceSeparatedTokenizer()
SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True),
    title=fields.TEXT(analyzer=_words, field_boost=TITLE_WEIGHT),
    body=fields.TEXT(analyzer=_words),
    category=fields.ID,
    tags=fields.KEYWORD,
    authors=fields.KEYWORD,
    flags=fields.KEYWORD,
    audience=fields.ID,
    created=fields.NUMERIC(numtype=int, bits=64, sortable=True),
)
STATES = {
    "solved": ("solved", True),
    "expert": ("expert", True),
    "unanswered": ("answered", False),
    "open": ("solved", False),
}


class WhooshIndex:
    """An index in a folder; made when missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._searcher: Any = None

    def _open(self) -> Any:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if index.exists_in(str(self.folder)):
            return index.open_dir(str(self.folder))
        return index.create_in(str(self.folder), SCHEMA)

    def _fresh_searcher(self) -> Any:
        with self._lock:
            if self._searcher is None or not self._searcher.doc_count_all():  # an empty reader cannot be refreshed
                self._searcher = self._open().searcher()
            elif not self._searcher.up_to_date():
                self._searcher = self._searcher.refresh()
            return self._searcher

    def write(self, documents: Iterable[Document], removed: Iterable[int]) -> None:
        """Replace and remove documents in one commit; waits up to 30 s for another writer."""
        writer = self._open().writer(timeout=LOCK_S)
        with writer:
            for thread_id in removed:
                writer.delete_by_term("id", str(thread_id))
            for document in documents:
                writer.update_document(**as_fields(document))

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Make a new index beside the old one and put it in its place; give the number of documents."""
        staged = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True, mode=0o700)
        number = 0
        with index.create_in(str(staged), SCHEMA).writer(limitmb=128) as writer:
            for document in documents:
                writer.add_document(**as_fields(document))
                number += 1
        with self._lock:
            shutil.rmtree(self.folder, ignore_errors=True)
            staged.rename(self.folder)
            self._searcher = None
        return number

    def search(self, asked: Query, *, audiences: Sequence[str], offset: int, limit: int, sort: str) -> Hits:
        """Find thread ids among the audiences, best or newest first."""
        try:
            return self._search(asked, audiences, offset, limit, sort)
        except (OSError, index.LockError, index.EmptyIndexError, KeyError):
            self._searcher = None  # replaced by a rebuild under our feet: open it anew once
            return self._search(asked, audiences, offset, limit, sort)

    def _search(self, asked: Query, audiences: Sequence[str], offset: int, limit: int, sort: str) -> Hits:
        searcher = self._fresh_searcher()
        options: dict[str, Any] = {"filter": query.Or([query.Term("audience", name) for name in audiences])}
        if sort == "date":
            options["sortedby"] = FieldFacet("created", reverse=True)
        found = searcher.search(compiled(asked), limit=offset + limit, optimize=False, **options)
        ids = [int(hit["id"]) for hit in found[offset : offset + limit]]
        return Hits(ids=ids, total=len(found))

    def count(self) -> int:
        """Count documents."""
        return int(self._fresh_searcher().doc_count())

    def ids(self) -> Iterable[int]:
        """Give the thread ids of all documents."""
        return [int(stored["id"]) for stored in self._fresh_searcher().documents()]


def as_fields(document: Document) -> dict[str, Any]:
    """Turn a document into the index's fields."""
    flags = [name for name in ("solved", "answered", "expert") if getattr(document, name)]
    return {
        "id": str(document.thread_id),
        "title": document.title,
        "body": document.body,
        "category": document.category,
        "tags": " ".join(document.tags),
        "authors": " ".join(author.replace(" ", "_") for author in document.authors),
        "flags": " ".join([*flags, document.kind]),
        "audience": document.audience,
        "created": document.created,
    }


def compiled(asked: Query) -> Any:
    """Turn a parsed question into Whoosh's objects: all clauses and filters must hold."""
    must: list[Any] = [_clause(clause) for clause in asked.clauses if not clause.negative]
    must += [query.Or([query.Term("category", name) for name in asked.categories])] if asked.categories else []
    must += [query.Term("tags", name) for name in asked.tags]
    must += [query.Term("authors", name.replace(" ", "_")) for name in asked.authors]
    unwanted: list[Any] = [_clause(clause) for clause in asked.clauses if clause.negative]
    for state in asked.states:
        flag, wanted = STATES[state]
        (must if wanted else unwanted).append(query.Term("flags", flag))
        if state in {"unanswered", "open"}:
            must.append(query.Term("flags", "question"))
    if asked.after is not None:
        begin = int(datetime.combine(asked.after, time.min, UTC).timestamp())
        must.append(query.NumericRange("created", begin, None))
    whole = query.And(must) if must else query.Every()
    return query.And([whole, *(query.Not(part) for part in unwanted)]) if unwanted else whole


def _clause(clause: Clause) -> Any:
    if clause.kind == "phrase":
        return query.Or([query.Phrase(name, list(clause.parts)) for name in ("title", "body")])
    kind = query.Prefix if clause.kind == "prefix" else query.Term
    return query.Or([kind("title", clause.parts[0], boost=TITLE_WEIGHT), kind("body", clause.parts[0])])
