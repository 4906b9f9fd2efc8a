"""`posts`: read, answer, remark, change, delete."""

from collections.abc import Mapping
from typing import Any

from forum.access import Permission, ensure
from forum.accounts.queries import actor
from forum.api import forms, schemas
from forum.api.queries import row_of
from forum.api.views.room import CLICK, PREFIX, WRITE, following, operation, pointed_out, shielded, writing
from forum.core.errors import Invalid, NotVisible
from forum.threads import actions, queries
from forum.threads.models import Post, Thread
from forum.threads.queries.beside import said_again
from forum.threads.queries.one import locked_thread
from forum.threads.texts import MAX_COMMENT, Text, cook


@operation("/threads/<id:thread_id>/posts", tag="posts", takes=forms.Listing, answer=schemas.Posts)
def list_posts(wanted: Mapping[str, str], thread_id: int) -> Any:
    """Posts of a thread, oldest first, twenty a page; the first page begins with opening and solution."""
    thread, who = queries.thread(thread_id), actor()
    ensure(Permission.THREAD_READ, thread, who)
    page = queries.thread_page(thread, who, wanted["after"])
    first = [] if wanted["after"] else [page.opening, *([page.solution] if page.solution else [])]
    return {"items": [*first, *page.answers], "next": following(page.next_cursor)}


@operation("/posts/<id:post_id>", tag="posts", answer=schemas.Remark)
def get_post(post_id: int) -> Any:
    """One post."""
    post, who = queries.post(post_id), actor()
    ensure(Permission.POST_READ, post, who)
    return row_of(post, who)


@operation(
    "/threads/<id:thread_id>/posts",
    "POST",
    tag="posts",
    scope="write",
    takes=forms.NewPost,
    answer=schemas.Remark,
    status=201,
    limit=WRITE,
    shares="threads.reply",
)
def write_post(sent: Mapping[str, Any], thread_id: int) -> Any:
    """Answer, or with `parent` remark on a post of the thread."""
    remark = sent["parent"] is not None
    words = cook(shielded(sent, "body")["body"], limit=MAX_COMMENT if remark else None)
    pointed_out(sent, {"body": words.source})
    with writing() as act:
        thread = locked_thread(thread_id)
        ensure(Permission.THREAD_READ, thread, act.actor)
        parent = parent_in(thread, sent["parent"]) if remark else None
        ensure(Permission.POST_CREATE, parent or thread, act.actor)
        above = (parent.parent_id if parent.kind == "comment" else parent.id) if parent else None
        post = said_again(act.member.id, thread.id, above, words.source)
        if post is None and parent is not None:
            post = actions.comment(author=act.member, parent=parent, text=words)
        post = post or actions.answer(author=act.member, thread=thread, text=words)
        act.says(row_of(queries.post(post.id), act.actor), location=f"{PREFIX}/posts/{post.id}")
    return act.answer


def parent_in(thread: Thread, post_id: int) -> Post:
    """Give the post to remark on; raises Invalid when it does not stand in this thread."""
    try:
        parent = queries.post(post_id)
    except NotVisible:
        parent = None
    if parent is None or parent.thread_id != thread.id:
        raise Invalid({"parent": "There is no such post in this thread."})
    return parent


@operation(
    "/posts/<id:post_id>",
    "PATCH",
    tag="posts",
    scope="write",
    takes=forms.PostChange,
    answer=schemas.Remark,
    may=(409,),
    limit=WRITE,
    shares="threads.edit",
)
def change_post(sent: Mapping[str, Any], post_id: int) -> Any:
    """Change the text of one's own post; the old one is kept as a revision."""
    words = cook(shielded(sent, "body")["body"])
    pointed_out(sent, {"body": words.source}, known=queries.post(post_id).source)
    with writing() as act:
        post = queries.post(post_id)
        ensure(Permission.POST_EDIT, post, act.actor)
        fitting(post, words)
        actions.edit(editor=act.member, post=post, text=words, seen_revision=sent["revision"])
        act.says(row_of(queries.post(post_id), act.actor))
    return act.answer


def fitting(post: Post, words: Text) -> None:
    """Raise Invalid when a remark would become too long."""
    if post.kind == "comment" and len(words.source) > MAX_COMMENT:
        raise Invalid({"body": "This text is too long."})


@operation(
    "/posts/<id:post_id>", "DELETE", tag="posts", scope="write", status=204, limit=CLICK, shares="threads.delete"
)
def delete_post(post_id: int) -> Any:
    """Take one's own post off the page."""
    with writing() as act:
        post = queries.post(post_id)
        ensure(Permission.POST_DELETE, post, act.actor)
        actions.remove_post(by=act.member, post=post, how="deleted")
    return act.answer
