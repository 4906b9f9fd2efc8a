"""Answer, reply, comment, and change what one wrote."""

from sqlalchemy import select

from forum.accounts.models import Mandate, Member
from forum.core import clock
from forum.core.db import alter, publish, session
from forum.core.errors import Conflict
from forum.threads.actions.asking import keep_revision
from forum.threads.actions.facts import about, count_post
from forum.threads.actions.following import follow
from forum.threads.actions.newcomers import note_return
from forum.threads.actions.uploading import take_in, take_in_new
from forum.threads.events import PostCreated, PostEdited
from forum.threads.models import Post, Thread
from forum.threads.texts import Text


def answer(*, author: Member, thread: Thread, text: Text) -> Post:
    """Write an answer (to a question) or a reply (to anything else). Publishes PostCreated unless held."""
    kind = "answer" if thread.kind == "question" else "reply"
    return _write(author, thread, kind, None, text)


def comment(*, author: Member, parent: Post, text: Text) -> Post:
    """Write a short remark on a post; comments on comments hang on the same post. Publishes PostCreated."""
    parent_id = parent.parent_id if parent.kind == "comment" else parent.id
    return _write(author, parent.thread, "comment", parent_id, text)


def _write(author: Member, thread: Thread, kind: str, parent_id: int | None, text: Text) -> Post:
    held = author.email_confirmed_at is None and author.role == "member"
    post = Post(
        thread_id=thread.id,
        kind=kind,
        parent_id=parent_id,
        author_id=author.id,
        author_role=author.role,
        source=text.source,
        html=text.html,
        state="held" if held else "shown",
        created_at=clock.now(),
    )
    post.thread, post.author = thread, author
    take_in_new(post)
    if kind != "comment":
        follow(author.id, thread.id)
    if not held:
        show_post(post, thread)
    return post


def show_post(post: Post, thread: Thread) -> None:
    """Count a new post and say that it was written."""
    count_post(post, thread, +1, fresh=True)
    first = post.kind == "answer" and post.author_id != thread.author_id and _first_answer(post, thread)
    publish(PostCreated(**about(post, thread, post.author_id), author_role=post.author_role, first_answer=first))
    note_return(post.author_id)


def _first_answer(post: Post, thread: Thread) -> bool:
    if thread.first_answer_at is not None:
        return False
    by = "expert" if post.by_expert else "member"
    if by == "member":
        held = select(Mandate.id).where(Mandate.member_id == post.author_id, Mandate.source == "mandate").limit(1)
        by = "superuser" if session().scalar(held) is not None else by
    first = {"first_answer_at": post.created_at, "first_answer_by": by}
    return alter(Thread, thread.id, first, Thread.first_answer_at.is_(None))


def edit(*, editor: Member, post: Post, text: Text, seen_revision: int) -> None:
    """Change a post's text and keep the old one. `seen_revision`: the count the editor started from.

    Publishes PostEdited. Raises Conflict when somebody else changed the post meanwhile.
    """
    session().refresh(post, ["revision_count", "source"], with_for_update=True)
    if post.revision_count != seen_revision:
        raise Conflict("Somebody changed this post meanwhile. Please look at it again.")
    if text.source == post.source:
        return
    keep_revision(post, editor.id, None)
    alter(Post, post.id, {"source": text.source, "html": take_in(post, text.html)})
    if post.kind == "opening":
        alter(Thread, post.thread_id, {"excerpt": text.excerpt})
    publish(PostEdited(**about(post, post.thread, editor.id)))
