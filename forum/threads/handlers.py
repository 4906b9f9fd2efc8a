"""Reactions to what happens to people."""

from sqlalchemy import select, update

from forum.accounts.events import EmailConfirmed, MemberErased
from forum.core import i18n
from forum.core.db import session
from forum.threads.actions import release_held, remove_post, remove_thread, unfollow
from forum.threads.models import Follow, Post, Revision, Thread
from forum.threads.queries.one import post as load_post
from forum.threads.texts import cook


def show_held(event: EmailConfirmed) -> None:
    """Show what was written before the address was confirmed."""
    release_held(event.member_id)


def forget_author(event: MemberErased) -> None:
    """Take an erased member's follows away and, if asked for, their texts. Votes and points of others stay."""
    followed = select(Follow.thread_id).where(Follow.member_id == event.member_id)
    for thread_id in session().scalars(followed).all():
        unfollow(event.member_id, thread_id)
    if event.texts == "delete":
        _delete_texts(event.member_id)


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
