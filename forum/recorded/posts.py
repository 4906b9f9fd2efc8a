"""Questions and answers of a recorded community: rows that wait (held) until the replay comes to their moment."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select

from forum.core.bulk import insert_many
from forum.core.db import session, upsert
from forum.core.slugs import slugify
from forum.recorded.format import RecordedPost
from forum.recorded.people import DELETED, Known, chunks
from forum.threads.models import Category, Post, Tag, Thread, ThreadTag
from forum.threads.texts import Text

NAMELESS = "x"
"""What `slugify` answers for a tag without Latin letters or digits; such tags are left out."""


def known_posts(source_ids: Sequence[str]) -> dict[str, Any]:
    """Give (id, thread id, kind, created) by recorded id; one statement per 5,000 ids."""
    found: dict[str, Any] = {}
    for part in chunks(sorted(set(source_ids))):
        columns = select(Post.source_id, Post.id, Post.thread_id, Post.kind, Post.created_at)
        found |= {str(row.source_id): row for row in session().execute(columns.where(Post.source_id.in_(part)))}
    return found


def add_questions(
    questions: Sequence[tuple[RecordedPost, Text]], authors: Mapping[str, Known], category: Category
) -> None:
    """Write threads with their openings and tags, in the order given; views come without days."""
    if not questions:
        return
    rows = [_thread(post, text, authors, category.id) for post, text in questions]
    ids = insert_many(Thread, rows)
    insert_many(Post, [_post(*pair, authors, thread) for pair, thread in zip(questions, ids, strict=True)])
    _add_tags([(thread, post.tags) for (post, _), thread in zip(questions, ids, strict=True)])


def add_answers(answers: Sequence[tuple[RecordedPost, Text, int]], authors: Mapping[str, Known]) -> None:
    """Write answers into their threads, in the order given."""
    if answers:
        insert_many(Post, [_post(post, text, authors, thread) for post, text, thread in answers])


def author_key(post: RecordedPost) -> str:
    """Give the recorded id of who shall stand as the author."""
    return post.owner if post.owner is not None else DELETED


def _thread(post: RecordedPost, text: Text, authors: Mapping[str, Known], category_id: int) -> dict[str, Any]:
    return {
        "kind": "question",
        "category_id": category_id,
        "author_id": authors[author_key(post)].id,
        "title": post.title,
        "slug": slugify(post.title),
        "excerpt": text.excerpt,
        "state": "held",
        "closed_at": post.closed,
        "created_at": post.created,
        "last_activity_at": post.created,
        "view_count": post.views,
        "wiki_at": post.wiki_since,
    }


def _post(post: RecordedPost, text: Text, authors: Mapping[str, Known], thread_id: int) -> dict[str, Any]:
    author = authors[author_key(post)]
    return {
        "thread_id": thread_id,
        "kind": "opening" if post.parent is None else "answer",
        "author_id": author.id,
        "author_role": author.role,
        "source": text.source,
        "html": text.html,
        "state": "held" if post.parent is not None else "shown",
        "created_at": post.created,
        "wiki_at": post.wiki_since,
        "source_id": post.id,
    }


def _add_tags(tags: Sequence[tuple[int, Sequence[str]]]) -> None:
    names = {slugify(name): name for _, mine in tags for name in mine if slugify(name) != NAMELESS}
    if not names:
        return
    rows = [{"slug": slug, "name": name, "uses": 0} for slug, name in names.items()]
    session().execute(upsert(Tag).on_conflict_do_nothing(), rows)
    ids = dict(session().execute(select(Tag.slug, Tag.id).where(Tag.slug.in_(names))).all())
    pairs = {(thread, ids[slugify(name)]) for thread, mine in tags for name in mine if slugify(name) in ids}
    session().execute(insert(ThreadTag), [{"thread_id": thread, "tag_id": tag} for thread, tag in sorted(pairs)])
