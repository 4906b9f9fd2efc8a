"""The embedded search index: Whoosh, one writer at a time, one searcher kept per process."""

import fcntl
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

import structlog
from whoosh import columns, fields, index
from whoosh.analysis import SpaceSeparatedTokenizer

from forum.backends import whoosh_mapped
from forum.backends.labels import labels_of, needed, refused
from forum.backends.whoosh_hands import whole_writer
from forum.backends.whoosh_match import Group, Looking, Phrase, Wanted, nearest
from forum.backends.whoosh_postings import Scores, Term
from forum.core.ports import Document, Found, Unsearchable
from forum.search.language import Clause, Query
from forum.threads.models.category import AUDIENCES

LOCK_S = 30
TITLE_WEIGHT = 3
BREAK = " ¶ "
"""Nobody's word: parts a phrase from what stands beside it by chance."""
_words = SpaceSeparatedTokenizer()
SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True),
    number=fields.COLUMN(columns.NumericColumn("q")),
    text=fields.TEXT(analyzer=_words),
    labels=fields.KEYWORD,
)
log = structlog.get_logger()
whoosh_mapped.install()


class WhooshIndex:
    """An index in a folder. `<folder>.broken` tells the worker that a search failed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.broken = folder.with_name(folder.name + ".broken")
        self._lock = RLock()
        self._searcher: Any = None
        self._seen: object = None
        self._sizes: dict[Path, int] = {}

    def _fresh_searcher(self) -> Any:
        with self._lock:
            self._refuse_cut_files()
            before = self._searcher
            if self._searcher is None or not self._searcher.doc_count_all():  # an empty reader cannot be refreshed
                self._searcher = index.open_dir(str(self.folder)).searcher()
            elif not self._searcher.up_to_date():
                self._searcher = self._refreshed()
            if self._searcher is not before:
                self._sizes = {path: path.stat().st_size for path in self.folder.glob("*.*")}
            return self._searcher

    def _refreshed(self) -> Any:
        """Take new segments in; open anew where a known one lost documents, which a refreshed reader does not see."""
        now, searcher = index.open_dir(str(self.folder)), self._searcher.refresh()
        return searcher if searcher.doc_count() == now.doc_count() else now.searcher()

    def _refuse_cut_files(self) -> None:
        """Touch no mapped file that was cut since: reading behind its end would kill the process (SIGBUS)."""
        for path, size in self._sizes.items():
            with suppress(FileNotFoundError):  # merged away: what is mapped of it stays
                if path.stat().st_size < size:
                    raise index.EmptyIndexError(path.name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other writers of any process away, so that a rebuild loses nothing that is written meanwhile."""
        self.folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.folder.with_name(self.folder.name + ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def write(self, documents: Iterable[Document], removed: Iterable[int]) -> None:
        """Replace and remove documents in one commit, one writer after another."""
        with self._alone():
            if not index.exists_in(str(self.folder)):
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                index.create_in(str(self.folder), SCHEMA)
            with index.open_dir(str(self.folder)).writer(timeout=LOCK_S) as writer:
                for thread_id in removed:
                    writer.delete_by_term("id", str(thread_id))
                for document in documents:
                    writer.update_document(**as_fields(document))

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Make a new index beside the old one and put it in its place; give the number of documents."""
        staged = self.folder.with_name(self.folder.name + ".new")
        number = 0
        with self._alone():
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir(parents=True, mode=0o700)
            with whole_writer(index.create_in(str(staged), SCHEMA)) as writer:
                for document in documents:
                    writer.add_document(**as_fields(document))
                    number += 1
            with self._lock:
                shutil.rmtree(self.folder, ignore_errors=True)
                staged.rename(self.folder)
                self._forget()
                self.broken.unlink(missing_ok=True)
        return number

    def search(self, asked: Query, *, audiences: Sequence[str], limit: int, sort: str) -> Found:
        """Find threads among the audiences, best or newest first; of very many the newest are looked at."""
        look = Looking(compiled(asked, audiences), "text")
        ids = self._ids(look.matching, newest=sort == "date")
        return Found(ids[:limit], whole=look.whole and len(ids) <= limit)

    def near(self, terms: Mapping[str, float], *, audiences: Sequence[str], limit: int) -> Sequence[int]:
        """Find thread ids with any of the stems among the audiences, best first."""
        looked = {("text", term): worth for term, worth in terms.items()}
        never = hidden_from(audiences)
        return self._ids(lambda reader: nearest(reader, looked, "text", never), newest=False)[:limit]

    def _ids(self, find: Callable[[Any], Iterable[tuple[Any, Scores]]], *, newest: bool) -> list[int]:
        if self._searcher is None and not self.folder.exists():
            raise Unsearchable  # never made, or taken away while nobody looked: the worker knows which
        try:
            try:
                found = self._found(find)
            except Exception:  # noqa: BLE001 - replaced by a rebuild under our feet: open it anew once
                self._forget()
                found = self._found(find)
        except Exception as error:
            self._forget()
            self.broken.touch()
            log.warning("index", error=repr(error))
            raise Unsearchable from error
        found.sort(key=(lambda one: -one[1]) if newest else (lambda one: (-one[0], -one[1])))
        return [thread_id for _score, thread_id in found]

    def _found(self, find: Callable[[Any], Iterable[tuple[Any, Scores]]]) -> list[tuple[float, int]]:
        found: list[tuple[float, int]] = []
        for leaf, scores in find(self._fresh_searcher().reader()):
            numbers = leaf.column_reader("number") if scores else {}
            found += [(score, numbers[document]) for document, score in scores.items()]
        if not found and not self.sound():  # a damaged file may look like one in which nothing stands
            raise index.EmptyIndexError("damaged")
        return found

    def _forget(self) -> None:
        self._searcher, self._sizes = None, {}

    def sound(self) -> bool:
        """Tell whether the index can be read; it is opened anew only after its files changed."""
        if self.broken.exists() or not index.exists_in(str(self.folder)):
            return False
        seen = sorted((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in self.folder.iterdir())
        if seen != self._seen:
            with index.open_dir(str(self.folder)).searcher() as searcher:
                searcher.reader().doc_frequency("text", "a")
                searcher.doc_count()
            self._seen = seen
        return True

    def count(self) -> int:
        """Count documents."""
        return int(self._fresh_searcher().doc_count())

    def ids(self) -> Iterable[int]:
        """Give the thread ids of all documents; none where there is no index yet."""
        if not index.exists_in(str(self.folder)):
            return []
        return [int(stored["id"]) for stored in self._fresh_searcher().documents()]


def as_fields(document: Document) -> dict[str, Any]:
    """Turn a document into the index's fields."""
    text = [*[document.title] * TITLE_WEIGHT, document.body, BREAK.join(document.parts)]
    return {
        "id": str(document.thread_id),
        "number": document.thread_id,
        "text": BREAK.join(text),
        "labels": " ".join(labels_of(document)),
    }


def compiled(asked: Query, audiences: Sequence[str]) -> Wanted:
    """Turn a parsed question into what a document must and must not have."""
    positive = [clause for clause in asked.clauses if not clause.negative]
    phrases = [_phrase(clause) for clause in positive if clause.kind == "phrase"]
    must = [Group([("text", part) for part in clause.parts]) for clause in positive if clause.kind != "phrase"]
    must += [Group(list(dict.fromkeys(terms))) for phrase in phrases for terms in zip(*phrase, strict=True)]
    must += [Group([("labels", label) for label in any_of], counts=False) for any_of in needed(asked)]
    if not must:
        must = [Group([("labels", f"for:{audience}") for audience in audiences], counts=False)]
    negative = [clause for clause in asked.clauses if clause.negative]
    unwanted = [("text", part) for clause in negative if clause.kind != "phrase" for part in clause.parts]
    never = [*unwanted, *(("labels", label) for label in refused(asked)), *hidden_from(audiences)]
    return Wanted(must, never, phrases, [_phrase(clause) for clause in negative if clause.kind == "phrase"])


def _phrase(clause: Clause) -> Phrase:
    return [[("text", part) for part in reading] for reading in clause.readings]


def hidden_from(audiences: Sequence[str]) -> list[Term]:
    """Name the labels that documents for nobody of these audiences have."""
    return [("labels", f"for:{audience}") for audience in AUDIENCES if audience not in audiences]
