"""Keep index and vocabulary as the threads are."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from tempfile import TemporaryFile
from time import monotonic
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import func, select

from forum.core import outbox
from forum.core.db import session, transaction
from forum.core.ports import Document, SearchIndex, backends
from forum.search.actions.making import made_now, made_otherwise
from forum.search.actions.relating import newest, owe_related
from forum.search.actions.vocabulary import learn, learnt, unlearn
from forum.search.documents import all_documents, documents, vocabularies, with_parts
from forum.threads.models import Thread

INDEX = "index"
HEAL_PAUSE_S = 300
"""An index that is found damaged again so soon after it was rebuilt waits: something else is wrong."""
log = structlog.get_logger()
_healed: WeakKeyDictionary[SearchIndex, float] = WeakKeyDictionary()


def owe_index(thread_id: int) -> None:
    """Note in this transaction that a thread must be indexed anew."""
    outbox.owe(INDEX, {"thread": thread_id}, key=f"thread:{thread_id}")


def index(payloads: list[outbox.Payload]) -> None:
    """Index the threads named by outbox rows, or remove those that are no longer shown; one commit each."""
    ids = sorted({int(payload["thread"]) for payload in payloads})
    found = documents(ids)
    removed = set(ids) - {document.thread_id for document in found}
    if not learnt() and not [*backends().search.ids()]:
        made_now()
    learn(found, removed)
    backends().search.write(list(with_parts(found, vocabularies())), removed)


def rebuild(progress: Callable[[int], object] | None = None) -> int:
    """Make vocabulary and index anew; give the number of documents. The newest threads' relations are owed.

    `progress` hears the number of documents so far.
    """
    unlearn()
    with TemporaryFile("w+", encoding="utf-8") as shelf:
        for batch in all_documents():
            learn(batch)
            shelf.write(json.dumps([asdict(document) for document in batch]) + "\n")
        shelf.seek(0)
        number = backends().search.rebuild(_counted(shelf, progress or (lambda _count: None)))
    with transaction():
        made_now()
        for thread_id in newest():
            owe_related(thread_id)
    return number


def _counted(shelf: Iterable[str], progress: Callable[[int], object]) -> Iterator[Document]:
    """Read the documents again from where they were put down: the vocabulary had to be whole first."""
    known, number = vocabularies(), 0
    for line in shelf:
        batch = [Document(**fields) for fields in json.loads(line)]
        for document in sorted(with_parts(batch, known), key=lambda one: -one.thread_id):
            number += 1
            progress(number)
            yield document


def expected() -> int:
    """Count the threads that the index should know."""
    return session().scalar(select(func.count()).select_from(Thread).where(Thread.state == "shown")) or 0


def heal(*, pause_s: float = HEAL_PAUSE_S) -> bool:
    """Rebuild the index when it cannot be read, is empty while there are threads, or was made by other rules.

    Tells whether it did. One that was never made is no fault.
    """
    engine = backends().search
    if monotonic() - _healed.get(engine, -pause_s) < pause_s or _healthy():
        return False
    if learnt():
        log.warning("index", doing="rebuild")
    else:
        log.info("index", doing="build")
    rebuild()
    _healed[engine] = monotonic()
    return True


def _healthy() -> bool:
    try:
        if not backends().search.sound() or (backends().search.count() == 0 and expected() > 0):
            return False
        return expected() == 0 or not made_otherwise()
    except Exception as error:  # noqa: BLE001 - whatever is broken in there, the index is derived
        log.warning("index", error=repr(error))
        return False
