"""Keep index and vocabulary as the threads are."""

from collections.abc import Callable, Iterator
from time import monotonic
from weakref import WeakKeyDictionary

import structlog
from sqlalchemy import func, select

from forum.core import outbox
from forum.core.db import session
from forum.core.ports import Document, SearchIndex, backends
from forum.search.actions.relating import newest, relate_all
from forum.search.actions.vocabulary import learn, unlearn
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
    learn(found, removed)
    backends().search.write(list(with_parts(found, vocabularies())), removed)


def rebuild(progress: Callable[[int], object] | None = None) -> int:
    """Make vocabulary, index and the newest threads' relations anew; give the number of documents.

    `progress` hears the number of documents so far.
    """
    unlearn()
    for batch in all_documents():
        learn(batch)
    number = backends().search.rebuild(_counted(progress or (lambda _count: None)))
    relate_all(newest())
    return number


def _counted(progress: Callable[[int], object]) -> Iterator[Document]:
    known, number = vocabularies(), 0
    for batch in all_documents():
        for document in sorted(with_parts(batch, known), key=lambda one: -one.thread_id):
            number += 1
            progress(number)
            yield document


def expected() -> int:
    """Count the threads that the index should know."""
    return session().scalar(select(func.count()).select_from(Thread).where(Thread.state == "shown")) or 0


def heal(*, pause_s: float = HEAL_PAUSE_S) -> bool:
    """Rebuild the index when it cannot be read or is empty while there are threads; tell whether it did."""
    engine = backends().search
    if monotonic() - _healed.get(engine, -pause_s) < pause_s or _healthy():
        return False
    log.warning("index", doing="rebuild")
    rebuild()
    _healed[engine] = monotonic()
    return True


def _healthy() -> bool:
    try:
        return backends().search.sound() and (backends().search.count() > 0 or expected() == 0)
    except Exception as error:  # noqa: BLE001 - whatever is broken in there, the index is derived
        log.warning("index", error=repr(error))
        return False
