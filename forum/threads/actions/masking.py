"""Take hard kinds out of texts that came in before the shield, or past it by an import."""

from typing import Any

from sqlalchemy import select

from forum.core import shield
from forum.core.db import alter, publish, session
from forum.core.shield import Finding
from forum.core.slugs import slugify
from forum.threads.actions.facts import about
from forum.threads.events import ThreadTouched
from forum.threads.models import Post, Revision, Thread


def mask_post(post: Post) -> list[Finding]:
    """Mask the hard kinds in a post, its earlier texts and, of an opening, the thread's title; give what was masked.

    No revision is kept: it would keep the number. Publishes ThreadTouched when anything was masked.
    """
    found = _mask(Post, post.id, {"source": post.source, "html": post.html})
    if post.kind == "opening":
        found += _mask(Thread, post.thread_id, {"title": post.thread.title, "excerpt": post.thread.excerpt})
    if post.revision_count:
        for old in session().scalars(select(Revision).where(Revision.post_id == post.id).order_by(Revision.number)):
            found += _mask(Revision, old.id, {"source": old.source, "title": old.title or ""})
    if found:
        publish(ThreadTouched(**about(post, post.thread, post.author_id)))
    return found


def _mask(table: Any, row_id: int, texts: dict[str, str]) -> list[Finding]:
    """Mask the texts of a row; give what was found in the first of them that held something."""
    found = {name: shield.find(text).hard for name, text in texts.items()}
    values = {name: shield.mask_hard(texts[name]) for name, hard in found.items() if hard}
    if not values:
        return []
    if "title" in values and table is Thread:
        values["slug"] = slugify(values["title"])
    alter(table, row_id, values)
    return list(next(hard for hard in found.values() if hard))
