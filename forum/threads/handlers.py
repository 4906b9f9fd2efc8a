"""Reactions to what happens to people, to posts, and to time that passes."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from forum.accounts.events import EmailConfirmed, MemberErased
from forum.core import clock, i18n
from forum.core.db import session, transaction
from forum.core.outbox import owe
from forum.core.ports import backends
from forum.core.schedule import DayClosed
from forum.threads.actions import forget_drafts, release_held, remove_post, remove_thread, sweep_drafts
from forum.threads.actions.bookmarking import forget_bookmarks
from forum.threads.actions.following import forget_follows
from forum.threads.actions.reading import forget_reading, sweep_reading
from forum.threads.actions.reminding import owe_reminders, remind
from forum.threads.actions.uploading import FILES, bring_back, drop, forget_upload, remove_all, remove_upload
from forum.threads.events import PostFact, PostRemoved, PostRestored, ThreadRemoved, ThreadRestored
from forum.threads.models import Post, Revision, Thread
from forum.threads.queries.one import post as load_post
from forum.threads.queries.uploads import expired, forgotten, orphans
from forum.threads.texts import cook

FREE_FOR = timedelta(days=1)
KEPT_FOR = timedelta(days=30)
SWEPT = 1000


def show_held(event: EmailConfirmed) -> None:
    """Show what was written before the address was confirmed."""
    release_held(event.member_id)


def forget_author(event: MemberErased) -> None:
    """Take away what an erased member kept for themselves and, if asked for, their texts.

    Votes, what others have in common with them, and points of others stay.
    """
    forget_follows(event.member_id)
    forget_bookmarks(event.member_id)
    forget_reading(event.member_id)
    forget_drafts(event.member_id)
    remove_all(event.member_id, with_posts=event.texts == "delete")
    if event.texts == "delete":
        _delete_texts(event.member_id)


def leave_pictures_out(event: PostRemoved | ThreadRemoved) -> None:
    """Let a deleted post's pictures go with it, in 30 days; a hidden one keeps them."""
    if event.how == "deleted":
        drop(_posts_of(event))


def bring_pictures_back(event: PostRestored | ThreadRestored) -> None:
    """Show a restored post's pictures again."""
    if event.how == "deleted":
        bring_back(_posts_of(event))


def sweep_pictures(event: DayClosed) -> None:
    """Delete what nobody took in for a day (drafts do), and what was left out or refused 30 days ago."""
    for forgotten_one in forgotten(event.at - FREE_FOR, SWEPT):
        forget_upload(forgotten_one)
    for expired_one in expired(event.at - KEPT_FOR, SWEPT):
        remove_upload(expired_one)
    owe(FILES, {"orphans": True}, key="orphans")


def delete_files(payloads: list[dict[str, Any]]) -> None:
    """Do the outbox's `files`: take files away for good, also those that no row names (a request died half-way)."""
    for payload in payloads:
        names = orphans(clock.now() - FREE_FOR) if "orphans" in payload else payload["names"]
        for name in names:
            backends().files.delete(name)


def _posts_of(event: PostFact) -> list[int]:
    return sorted({event.post_id, *getattr(event, "post_ids", ())})


def close_day(event: DayClosed) -> None:
    """Remind askers of marking the solution; forget how far members read in threads they did not open for long."""
    owe_reminders(event.at)
    sweep_reading(event.day)


def work_reminders(payloads: list[dict[str, Any]]) -> None:
    """Outbox topic `reminder`: owe the mail for each thread (`thread`: id) that still waits for its solution."""
    for payload in payloads:
        with transaction():
            remind(payload["thread"])


def sweep(event: DayClosed) -> None:
    """Every night: drop drafts that nobody touched for half a year."""
    sweep_drafts(event.at)


def _delete_texts(member_id: int) -> None:
    from forum.accounts.queries import by_id  # noqa: PLC0415 - only here

    author = by_id(member_id)
    with i18n.speaking("de"):
        gone = cook(i18n.gettext("This text was deleted at its author's wish."))
    ids = session().scalars(select(Post.id).where(Post.author_id == member_id).order_by(Post.id)).all()
    for post_id in ids:
        post = load_post(post_id)
        if post.kind != "opening":
            remove_post(by=author, post=post, how="deleted")
        elif post.thread.answer_count == 0:
            remove_thread(by=author, thread=post.thread, how="deleted")
    session().execute(update(Post).where(Post.id.in_(ids)).values(source=gone.source, html=gone.html))
    session().execute(update(Revision).where(Revision.post_id.in_(ids)).values(source="", title=None))
    blank = {"title": gone.source, "excerpt": "", "slug": "x"}
    session().execute(update(Thread).where(Thread.author_id == member_id).values(blank))
