"""Keep the forum's own vocabulary: exactly the words of shown threads, taken back when a thread no longer says them."""

from collections import Counter
from collections.abc import Collection, Iterable

from sqlalchemy import delete, select

from forum.core.db import session, transaction, upsert
from forum.core.ports import Document
from forum.search.analysis import stem
from forum.search.models import SearchKnown, SearchWord

CHUNK = 500


def learn(documents: Collection[Document], removed: Iterable[int] = ()) -> None:
    """Take in the words of documents, take back those they no longer have and those of removed threads."""
    ids = [*(document.thread_id for document in documents), *removed]
    if not ids:
        return
    with transaction() as s:
        rows = s.execute(
            select(SearchKnown.thread_id, SearchKnown.audience, SearchKnown.words).where(SearchKnown.thread_id.in_(ids))
        )
        before = {thread_id: {(word, audience) for word in said.split()} for thread_id, audience, said in rows}
        change: Counter[tuple[str, str]] = Counter()
        fresh = []
        for document in documents:
            now = {(word, document.audience) for word in document.words}
            old = before.get(document.thread_id, set())
            change.update(now - old)
            change.subtract(old - now)
            if now != old:
                values = {"thread_id": document.thread_id, "audience": document.audience}
                fresh.append(values | {"words": " ".join(document.words)})
        gone = set(ids) - {document.thread_id for document in documents}
        for thread_id in gone & before.keys():
            change.subtract(before[thread_id])
        if gone:
            s.execute(delete(SearchKnown).where(SearchKnown.thread_id.in_(sorted(gone))))
        _keep(fresh)
        _count(change)


def learnt() -> bool:
    """Tell whether anything was ever taken in."""
    return session().scalar(select(SearchKnown.thread_id).limit(1)) is not None


def unlearn() -> None:
    """Forget every word, before all are learnt anew."""
    with transaction() as s:
        s.execute(delete(SearchWord))
        s.execute(delete(SearchKnown))


def _keep(rows: list[dict[str, object]]) -> None:
    if rows:
        insert = upsert(SearchKnown)
        values = {name: insert.excluded[name] for name in ("audience", "words")}
        session().execute(insert.on_conflict_do_update(index_elements=["thread_id"], set_=values), rows)


def _count(change: Counter[tuple[str, str]]) -> None:
    rows = [
        {"key": word, "audience": audience, "stem": stem(word), "tail": word[::-1], "uses": by}
        for (word, audience), by in sorted(change.items())
        if by
    ]
    insert = upsert(SearchWord)
    added = insert.on_conflict_do_update(
        index_elements=["key", "audience"], set_={"uses": SearchWord.uses + insert.excluded.uses}
    )
    if rows:
        session().execute(added, rows)
    fewer = sorted({word for (word, _audience), by in change.items() if by < 0})
    for at in range(0, len(fewer), CHUNK):
        unused = delete(SearchWord).where(SearchWord.key.in_(fewer[at : at + CHUNK]), SearchWord.uses <= 0)
        session().execute(unused)
