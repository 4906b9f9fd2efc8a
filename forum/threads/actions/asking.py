"""Begin a thread."""

from collections.abc import Iterable

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core import clock, shield
from forum.core.db import alter, publish, session
from forum.core.slugs import slugify
from forum.threads.actions.facts import about, count_thread
from forum.threads.actions.following import follow
from forum.threads.actions.labelling import set_tags
from forum.threads.actions.newcomers import note_return
from forum.threads.actions.uploading import take_in_new
from forum.threads.events import PostEdited, ThreadCreated
from forum.threads.models import Category, Post, Revision, Thread
from forum.threads.texts import Text


def ask(
    *,
    author: Member,
    category: Category,
    kind: str,
    title: str,
    text: Text,
    tags: Iterable[str] = (),
    language: str = "",
) -> tuple[Thread, Post]:
    """Begin a thread of a kind with its opening. An unconfirmed author's thread is held.

    One in no `language` of its category is in the usual one. Publishes ThreadCreated, unless held.
    """
    now = clock.now()
    held = author.email_confirmed_at is None and author.role == "member"
    thread = Thread(
        kind=kind,
        category_id=category.id,
        author_id=author.id,
        title=title,
        slug=slugify(title),
        excerpt=text.excerpt,
        state="held" if held else "shown",
        created_at=now,
        last_activity_at=now,
        language=language if language in category.spoken else category.spoken[0],
    )
    thread.category, thread.author = category, author
    session().add(thread)
    session().flush()
    post = _open(thread, author, text)
    take_in_new(post)
    set_tags(thread, tags, count=False)
    follow(author.id, thread.id)
    if not held:
        _show(thread, post)
    return thread, post


def _open(thread: Thread, author: Member, text: Text) -> Post:
    post = Post(
        thread_id=thread.id,
        kind="opening",
        author_id=author.id,
        author_role=author.role,
        source=text.source,
        html=text.html,
        created_at=thread.created_at,
    )
    post.thread, post.author = thread, author
    return post


def _show(thread: Thread, post: Post) -> None:
    count_thread(thread, +1)
    publish(ThreadCreated(**about(post, thread, thread.author_id)))
    note_return(thread.author_id)


def release_held(member_id: int) -> int:
    """Show what an author wrote before confirming the address; give the number of threads and posts.

    Publishes ThreadCreated or PostCreated for each, at the present time: a clock that ran while held would be unfair.
    """
    from forum.threads.actions.replying import show_post  # noqa: PLC0415 - replying builds on this module

    now = clock.now()
    threads = session().scalars(select(Thread).where(Thread.author_id == member_id, Thread.state == "held")).all()
    for thread in threads:
        opening = session().scalars(select(Post).where(Post.thread_id == thread.id, Post.kind == "opening")).one()
        thread.state, thread.created_at, thread.last_activity_at, opening.created_at = "shown", now, now, now
        session().flush()
        _show(thread, opening)
    posts = session().scalars(select(Post).where(Post.author_id == member_id, Post.state == "held")).all()
    for post in posts:
        post.state, post.created_at = "shown", now
        session().flush()
        show_post(post, session().get_one(Thread, post.thread_id))
    return len(threads) + len(posts)


def retitle(*, editor: Member, thread: Thread, opening: Post, title: str) -> None:
    """Change a thread's title, keeping the old one as a revision. Publishes PostEdited."""
    if title == thread.title:
        return
    keep_revision(opening, editor.id, thread.title)
    alter(Thread, thread.id, {"title": title, "slug": slugify(title)})
    publish(PostEdited(**about(opening, thread, editor.id)))


def keep_revision(post: Post, editor_id: int, title: str | None) -> None:
    """Keep what a post says now before it changes."""
    now = clock.now()
    number = post.revision_count + 1
    kept = {"title": shield.mask_hard(title or "") or None, "source": shield.mask_hard(post.source)}
    session().add(Revision(post_id=post.id, number=number, editor_id=editor_id, at=now, **kept))
    alter(Post, post.id, {"revision_count": number, "edited_at": now})
