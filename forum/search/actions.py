"""Keep the index: what the worker does. The index is derived, so losing it loses nothing."""

from collections.abc import Callable, Iterator

import structlog
from sqlalchemy import func, select

from forum.core import outbox
from forum.core.db import session
from forum.core.ports import Document, backends
from forum.search.documents import all_documents, documents
from forum.threads.models import Thread

INDEX = "index"
log = structlog.get_logger()


def owe_index(thread_id: int) -> None:
    """Note in this transaction that a thread must be indexed anew."""
    outbox.owe(INDEX, {"thread": thread_id}, key=f"thread:{thread_id}")


def index(payloads: list[outbox.Payload]) -> None:
    """Index the threads named by outbox rows, or remove those that are no longer shown; one commit."""
    ids = sorted({int(payload["thread"]) for payload in payloads})
    found = documents(ids)
    backends().search.write(found, set(ids) - {document.thread_id for document in found})


def rebuild(progress: Callable[[int], object] | None = None) -> int:
    """Make the whole index anew; `progress` hears the number of documents so far. Give their number."""

    def counted() -> Iterator[Document]:
        for number, document in enumerate(all_documents(), 1):
            if progress is not None:
                progress(number)
            yield document

    return backends().search.rebuild(counted())


def expected() -> int:
    """Count the threads that the index should know."""
    return session().scalar(select(func.count()).select_from(Thread).where(Thread.state == "shown")) or 0


def heal() -> bool:
    """Rebuild the index when it cannot be read or is empty while there are threads; tell whether it did."""
    try:
        if backends().search.count() > 0 or expected() == 0:
            return False
    except Exception as error:  # noqa: BLE001 - whatever is broken in there, the index is derived
        log.warning("index", error=repr(error))
    rebuild()
    return True
