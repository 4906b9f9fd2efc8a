"""Answer, comment, delete, restore, and the way to a post."""

import re
from collections.abc import Mapping

from flask import flash, redirect, request

from forum.access import Permission, ensure
from forum.accounts.actions import forget_draft, keep_draft
from forum.accounts.queries import acting, actor, kept_draft, person
from forum.core import web
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.shield.form import point_out, without_hard
from forum.threads import actions, queries
from forum.threads.forms import Keeping, Typed, text, version_typed
from forum.threads.models import Draft, Post, Thread
from forum.threads.models.draft import REMARK
from forum.threads.queries.beside import said_again
from forum.threads.queries.one import locked_thread
from forum.threads.queries.places import page_cursor, path_of, place
from forum.threads.texts import MAX_COMMENT, Text, cook
from forum.threads.views.receiving import with_picture
from forum.threads.views.room import CLICK, WRITE, blueprint, kept_for, me, signed_in, thread_again

QUOTED = 600
MARKS = re.compile(r"[\\`*_\[\]<>@]")


@blueprint.get("/t/<id:thread_id>/reply")
@web.private
def reply_form(thread_id: int) -> web.Answer:
    """Show the answer form alone: for guests, who write first, and for quotes (`?quote=<post id>`)."""
    kept, quoted = kept_draft(), web.one("quote", 18)
    draft = queries.draft_at(actor(), f"reply:{thread_id}")
    body = str(draft.fields.get("body", "")) if draft is not None else ""
    if kept is not None and kept.kind == "reply" and kept.fields.get("thread_id") == thread_id:
        body = str(kept.fields["body"])
    elif quoted.isascii() and quoted.isdigit():
        body = f"{body}\n\n{quote(queries.post(int(quoted)))}".lstrip("\n")
    return reply_page(readable(thread_id), body, draft=draft)


def quote(post: Post) -> str:
    """Give a post as a Markdown quotation, at most 600 characters; raises NotVisible."""
    ensure(Permission.POST_READ, post, actor())
    source = post.source if len(post.source) <= QUOTED else post.source[:QUOTED].rsplit(" ", 1)[0] + " …"
    lines = [f"**{escaped(post.author.display_name)}**", "", *source.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def escaped(name: str) -> str:
    """Give a name as Markdown that shows it as it is."""
    return MARKS.sub(r"\\\g<0>", name)


def reply_page(
    thread: Thread,
    body: str,
    *,
    errors: Mapping[str, str] | None = None,
    preview: Text | None = None,
    draft: Draft | None = None,
    status: int = 200,
) -> web.Answer:
    """Show the page with the answer form alone."""
    wrong = errors or {}
    words: dict[str, object] = {"body": body, "error": wrong.get("body", ""), "picture_error": wrong.get("picture", "")}
    words |= {"preview": preview, "keeping": Keeping.of(f"reply:{thread.id}", draft)}
    return web.page("threads/reply.html", status, thread=thread, nav="topics", **words)


@blueprint.post("/t/<id:thread_id>/reply")
@limiter.limit(WRITE)
@web.private
def reply(thread_id: int) -> web.Answer:
    """Write an answer or reply; a guest's is kept, and published after signing in."""
    body = text("body")
    try:
        body = with_picture(body)
        if "upload" in request.form:
            web.forget_person()
            return reply_page(readable(thread_id), body)
        if "preview" in request.form:
            return reply_page(readable(thread_id), body, preview=cook(without_hard(body)))
        cooked = cook(body)
        point_out({"body": body})
        if person().actor.id is None:
            return keep(thread_id, cooked)
        target = publish(thread_id, cooked)
    except Invalid as wrong:
        if person().actor.id is None or "picture" in wrong.fields:
            web.forget_person()
            return reply_page(readable(thread_id), body, errors=wrong.fields, status=422)
        return thread_again(thread_id, Typed("reply", {"body": body}, wrong.fields))
    return web.see_other(target)


def publish(thread_id: int, cooked: Text) -> str:
    """Answer in one transaction, once however often the form is sent; give the path to the answer."""
    with acting() as who:
        thread = locked_thread(thread_id)
        ensure(Permission.POST_CREATE, thread, who.actor)
        post = said_again(me(who).id, thread.id, None, cooked.source)
        post = post or actions.answer(author=me(who), thread=thread, text=cooked)
        actions.forget_draft_at(me(who).id, f"reply:{thread.id}")
        path = place(post, who.actor)
    if kept_draft() is not None:
        forget_draft()
    return path


def readable(thread_id: int) -> Thread:
    """Give a thread that the reader sees; raises NotVisible."""
    thread = queries.thread(thread_id)
    ensure(Permission.THREAD_READ, thread, actor())
    return thread


def keep(thread_id: int, cooked: Text) -> web.Answer:
    """Keep a guest's answer, ready to be published, and go to sign up."""
    thread = readable(thread_id)
    path, shown = path_of(thread), {"title": thread.title, "audience": thread.audience}
    fields = {"thread_id": thread.id, "body": cooked.source, "html": cooked.html, "excerpt": cooked.excerpt}
    keep_draft("reply", {**fields, **shown, "page": f"/t/{thread.id}/reply"})
    return kept_for(path)


@blueprint.get("/p/<id:post_id>/comment")
@signed_in
def comment_form(post_id: int) -> web.Answer:
    """Show the post on its thread's page with the form for a remark open: for links without scripts."""
    ensure(Permission.POST_CREATE, queries.post(post_id), actor())
    draft = queries.draft_at(actor(), f"{REMARK}{post_id}")
    kept = {"body": str(draft.fields.get("body", "")), "version": str(draft.version)} if draft is not None else {}
    return post_again(post_id, Typed(f"comment-{post_id}", kept), status=200)


@blueprint.post("/p/<id:post_id>/comment")
@limiter.limit(WRITE)
@signed_in
def comment(post_id: int) -> web.Answer:
    """Write a short remark on a post; with `preview` show it only."""
    body, place_kept = text("body"), f"{REMARK}{post_id}"
    typed = {"body": body, "version": str(version_typed())}
    try:
        if "preview" in request.form:
            preview = cook(without_hard(body), limit=MAX_COMMENT)
            return post_again(post_id, Typed(f"comment-{post_id}", typed, preview=preview), status=200)
        cooked = cook(body, limit=MAX_COMMENT)
        point_out({"body": body})
        with acting() as who:
            parent = queries.post(post_id)
            thread = locked_thread(parent.thread_id)
            ensure(Permission.POST_CREATE, parent, who.actor)
            above = parent.parent_id if parent.kind == "comment" else parent.id
            post = said_again(me(who).id, thread.id, above, cooked.source)
            post = post or actions.comment(author=me(who), parent=parent, text=cooked)
            actions.forget_draft_at(me(who).id, place_kept)
            path = place(queries.post(post.id), who.actor)
    except Invalid as wrong:
        return post_again(post_id, Typed(f"comment-{post_id}", typed, wrong.fields))
    return web.see_other(path)


def post_again(post_id: int, typed: Typed, status: int = 422) -> web.Answer:
    """Show the thread's page on which a post stands again, with what was typed."""
    web.forget_person()
    post = queries.post(post_id)
    return thread_again(post.thread_id, typed, after=page_cursor(post, actor()), status=status)


@blueprint.post("/p/<id:post_id>/delete")
@limiter.limit(CLICK)
@signed_in
def delete(post_id: int) -> web.Answer:
    """Take one's own post off the page."""
    with acting() as who:
        post = queries.post(post_id)
        ensure(Permission.POST_DELETE, post, who.actor)
        done = actions.remove_post(by=me(who), post=post, how="deleted")
        path = place(post, who.actor)
    if done:
        flash(_("Deleted. Only you and the team see it now, and you can bring it back."), "ok")
    return web.see_other(path)


@blueprint.post("/p/<id:post_id>/restore")
@limiter.limit(CLICK)
@signed_in
def restore(post_id: int) -> web.Answer:
    """Show one's own deleted post again."""
    with acting() as who:
        post = queries.post(post_id)
        ensure(Permission.POST_DELETE, post, who.actor)
        done = actions.restore_post(by=me(who), post=post, how="deleted")
        path = place(post, who.actor)
    if done:
        flash(_("It is back where it was."), "ok")
    return web.see_other(path)


@blueprint.get("/p/<id:post_id>")
@limiter.limit("120 per minute")
def show(post_id: int) -> web.Answer:
    """Lead to where a post stands."""
    post = queries.post(post_id)
    ensure(Permission.POST_READ, post, actor())
    return redirect(place(post, actor()))
