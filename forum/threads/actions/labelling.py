"""Tags, category and closing of a thread."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import alter, publish, session, upsert
from forum.core.slugs import slugify
from forum.threads.actions.facts import about, count_tags, count_thread
from forum.threads.events import ThreadMoved, ThreadTouched
from forum.threads.models import Category, Post, Tag, Thread, ThreadTag


def retag(*, by: Member, thread: Thread, tags: Iterable[str]) -> None:
    """Replace a thread's tags; of two at once the later one stays. Publishes ThreadTouched."""
    session().refresh(thread, ["state"], with_for_update=True)
    set_tags(thread, tags, count=thread.state == "shown")
    publish(ThreadTouched(**about(opening_of(thread), thread, by.id)))


def set_tags(thread: Thread, names: Iterable[str], *, count: bool) -> None:
    """Write which tags a thread carries; `count` moves their uses."""
    if count:
        count_tags(thread.id, -1)
    session().execute(delete(ThreadTag).where(ThreadTag.thread_id == thread.id))
    ids = _tag_ids(list(names))
    if ids:
        session().execute(upsert(ThreadTag).values([{"thread_id": thread.id, "tag_id": tag_id} for tag_id in ids]))
    if count:
        count_tags(thread.id, +1)
    session().expire(thread, ["tags"])


def _tag_ids(names: Sequence[str]) -> list[int]:
    by_slug = {slugify(name): name for name in names}
    if not by_slug:
        return []
    known = dict(session().execute(select(Tag.slug, Tag.id).where(Tag.slug.in_(by_slug))).all())
    missing = [{"slug": slug, "name": name, "uses": 0} for slug, name in by_slug.items() if slug not in known]
    if missing:
        session().execute(upsert(Tag).values(missing).on_conflict_do_nothing())
        known = dict(session().execute(select(Tag.slug, Tag.id).where(Tag.slug.in_(by_slug))).all())
    return sorted(known.values())


def close(*, by: Member, thread: Thread) -> None:
    """Take no further answers. Publishes ThreadTouched."""
    alter(Thread, thread.id, {"closed_at": clock.now()})
    publish(ThreadTouched(**about(opening_of(thread), thread, by.id)))


def reopen(*, by: Member, thread: Thread) -> None:
    """Take answers again. Publishes ThreadTouched."""
    alter(Thread, thread.id, {"closed_at": None})
    publish(ThreadTouched(**about(opening_of(thread), thread, by.id)))


def move(*, by: Member, thread: Thread, category: Category) -> None:
    """Put a thread into another category, in the usual language there if not in its own. Publishes ThreadMoved."""
    session().refresh(thread, ["category_id", "state"], with_for_update=True)
    if thread.category_id == category.id:
        return
    old, shown = thread.category_id, thread.state == "shown"
    if shown:
        count_thread(thread, -1)
    thread.category_id, thread.category = category.id, category
    if thread.language not in category.spoken:
        thread.language = category.spoken[0]
    session().flush()
    if shown:
        count_thread(thread, +1)
    publish(ThreadMoved(**about(opening_of(thread), thread, by.id), old_category_id=old))


def opening_of(thread: Thread) -> Post:
    """Give the thread's first post."""
    return session().scalars(select(Post).where(Post.thread_id == thread.id, Post.kind == "opening")).one()
