"""What the index knows of a thread: its shown texts, authors and labels."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from forum.accounts.models import Member
from forum.core import markup
from forum.core.db import session
from forum.core.ports import Document
from forum.search.analysis import is_english, key, stem, stemmed, words
from forum.search.compounds import split_all
from forum.search.queries.vocabulary import Vocabulary
from forum.threads.models import Post, Thread
from forum.threads.models.category import AUDIENCES
from forum.threads.queries.lists import tags_of

BATCH = 200
MAX_BODY = 20_000
SHORT, LONGEST = 4, 30
"""Letters of the words that the vocabulary keeps."""


def documents(ids: Sequence[int]) -> list[Document]:
    """Give the documents of shown threads among these ids, compounds unsplit; three statements for any number."""
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
            **terms(thread.title, " \n ".join(texts.get(thread.id, []))[:MAX_BODY], language(thread)),
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


def language(thread: Thread) -> str:
    """Give the language that a thread is in; empty where nobody was asked, its category being in one only."""
    return thread.language if len(thread.category.spoken) > 1 or thread.language == "en" else ""


def terms(title: str, body: str, language: str = "") -> dict[str, Any]:
    """Analyse a thread's texts: `title`, `body`, `parts` and `words` of its document; a language not told is guessed.

    The parts of an English text are its stems as German ones so far, for the German words that stand in it.
    """
    above, below = words(title), words(body)
    said = dict.fromkeys([*above, *below])
    spoken = language or ("en" if is_english([*above, *below]) else "de")
    stems = stemmed(above, spoken), stemmed(below, spoken)
    others = set(stemmed(said, "de")) if spoken == "en" else set()
    known = {key(word) for word in said if word.isalpha() and SHORT <= len(word) <= LONGEST}
    return {
        "title": " ".join(stems[0]),
        "body": " ".join(stems[1]),
        "parts": sorted(others.difference(*stems)),
        "words": sorted(word for word in known if word.isascii()),
    }


def with_parts(found: Collection[Document], vocabularies: Mapping[str, Vocabulary]) -> Iterator[Document]:
    """Give the documents with the parts of their compounds, as the vocabulary of each one's own readers knows them."""
    for audience, vocabulary in vocabularies.items():
        mine = [document for document in found if document.audience == audience]
        split = split_all({word for document in mine for word in document.words}, vocabulary.uses)
        for document in mine:
            parts = {stem(part) for word in document.words for part in split.get(word, ())}
            yield replace(document, parts=sorted(parts | set(document.parts)))


def vocabularies() -> dict[str, Vocabulary]:
    """Give the vocabulary that the readers of each audience may all know."""
    return {audience: Vocabulary(AUDIENCES[: number + 1]) for number, audience in enumerate(AUDIENCES)}


def all_documents() -> Iterator[list[Document]]:
    """Give every document, in batches, newest thread first: where work is bounded, the newest are looked at."""
    last = None
    while True:
        older = select(Thread.id).order_by(Thread.id.desc()).limit(BATCH)
        ids = session().scalars(older if last is None else older.where(Thread.id < last)).all()
        if not ids:
            return
        last = ids[-1]
        yield documents(ids)[::-1]
        session().expunge_all()
