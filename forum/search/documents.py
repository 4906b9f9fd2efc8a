"""What the index knows of a thread: its shown texts, authors and labels."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.core import markup
from forum.core.db import session
from forum.core.ports import Document
from forum.search.analysis import stems
from forum.threads.models import Post, Thread
from forum.threads.queries.lists import tags_of

BATCH = 200
MAX_BODY = 20_000


def documents(ids: Sequence[int]) -> list[Document]:
    """Give the documents of shown threads among these ids; three statements for any number."""
    loads = (joinedload(Thread.category), joinedload(Thread.author))
    shown = select(Thread).options(*loads).where(Thread.id.in_(ids), Thread.state == "shown").order_by(Thread.id)
    threads = session().scalars(shown).all()
    tags = tags_of(ids)
    texts: dict[int, list[str]] = {}
    writers: dict[int, set[str]] = {}
    posts = (
        select(Post.thread_id, Post.html, Member.handle_key)
        .join(Member, Member.id == Post.author_id)
        .where(Post.thread_id.in_(ids), Post.state == "shown")
        .order_by(Post.id)
    )
    for thread_id, html, handle in session().execute(posts):
        texts.setdefault(thread_id, []).append(markup.plain_html(html))
        writers.setdefault(thread_id, set()).add(handle)
    return [
        Document(
            thread_id=thread.id,
            title=" ".join(stems(thread.title)),
            body=" ".join(stems(" \n ".join(texts.get(thread.id, []))[:MAX_BODY])),
            category=thread.category.slug,
            tags=[tag.slug for tag in tags.get(thread.id, [])],
            authors=sorted(writers.get(thread.id, set())),
            kind=thread.kind,
            solved=thread.accepted_post_id is not None,
            answered=thread.answer_count > 0,
            expert=thread.staff_answer_count > 0,
            audience=thread.category.audience,
            created=int(thread.created_at.timestamp()),
        )
        for thread in threads
    ]


def all_documents() -> Iterator[Document]:
    """Give every document, in batches, oldest thread first."""
    last = 0
    while True:
        ids = session().scalars(select(Thread.id).where(Thread.id > last).order_by(Thread.id).limit(BATCH)).all()
        if not ids:
            return
        last = ids[-1]
        yield from documents(ids)
        session().expunge_all()
