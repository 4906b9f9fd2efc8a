"""Change what one wrote, and read what it said before."""

from collections.abc import Mapping

from flask import render_template, request

from forum.access import Permission, ensure
from forum.accounts.queries import acting, actor
from forum.accounts.queries.authors import authors
from forum.core import web
from forum.core.errors import Conflict, Invalid
from forum.core.limits import limiter
from forum.core.shield.form import point_out, without_hard
from forum.threads import actions, queries
from forum.threads.forms import Keeping, gather, number, text
from forum.threads.models import Draft, Post
from forum.threads.queries.beside import revisions
from forum.threads.queries.changes import compare
from forum.threads.queries.places import place
from forum.threads.queries.uploads import pictures_of
from forum.threads.texts import MAX_COMMENT, Text, clean_title, cook
from forum.threads.views.receiving import with_picture
from forum.threads.views.room import WRITE, blueprint, me, signed_in

MOST_DIGITS = 9


@blueprint.get("/p/<id:post_id>/edit")
@web.members_only
@web.private
def edit_form(post_id: int) -> web.Answer:
    """Show the form with the text as it stands, or as far as a draft of it went."""
    draft = queries.draft_at(actor(), f"edit:{post_id}")
    return form(post_id, draft.fields if draft is not None else None, draft=draft)


@blueprint.post("/p/<id:post_id>/edit")
@limiter.limit(WRITE)
@signed_in
def edit(post_id: int) -> web.Answer:
    """Change the text, of an opening the title too. Who was slower sees both texts and decides (409)."""
    typed = {"title": text("title"), "body": text("body")}
    try:
        typed["body"] = with_picture(typed["body"])
        if "upload" in request.form:
            web.forget_person()
            return form(post_id, typed)
        if "preview" in request.form:
            return form(post_id, typed, preview=cook(without_hard(typed["body"])))
        title, cooked = check(typed)
        post = queries.post(post_id)
        point_out({"title": title, "body": cooked.source}, known=f"{post.thread.title}\n\n{post.source}")
        return web.see_other(change(post_id, title, cooked))
    except Invalid as wrong:
        return form(post_id, typed, wrong.fields, status=422)
    except Conflict as late:
        return form(post_id, typed, {"": late.code}, status=409)


def check(typed: Mapping[str, str]) -> tuple[str, Text]:
    """Check both fields; raises Invalid. Only openings have a title."""
    title, cooked = gather(
        lambda: clean_title(typed["title"]) if "title" in request.form else "",
        lambda: cook(typed["body"]),
    )
    return title, cooked


def change(post_id: int, title: str, cooked: Text) -> str:
    """Change text and title in one transaction; give the path to the post."""
    with acting() as who:
        post = queries.post(post_id)
        ensure(Permission.POST_EDIT, post, who.actor)
        if post.kind == "comment" and len(cooked.source) > MAX_COMMENT:
            raise Invalid({"body": "This text is too long."})
        actions.edit(editor=me(who), post=post, text=cooked, seen_revision=number("seen_revision", -1))
        actions.forget_draft_at(me(who).id, f"edit:{post_id}")
        if post.kind == "opening" and title:
            actions.retitle(editor=me(who), thread=post.thread, opening=post, title=title)
        return place(queries.post(post_id), who.actor)


def form(
    post_id: int,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    preview: Text | None = None,
    draft: Draft | None = None,
    status: int = 200,
) -> web.Answer:
    """Show the form with what was typed, else with what stands."""
    if status != 200:  # noqa: PLR2004 - a transaction was undone, so who asks is loaded anew
        web.forget_person()
    post = queries.post(post_id)
    ensure(Permission.POST_EDIT, post, actor())
    return web.page(
        "threads/edit.html",
        status,
        post=post,
        pictures=pictures_of(post.id),
        typed={"title": post.thread.title, "body": post.source} | dict(typed or {}),
        errors=errors or {},
        preview=preview,
        late=status == 409,  # noqa: PLR2004 - somebody was faster
        seen=number("seen_revision") if status == 422 else begun_at(draft, post),  # noqa: PLR2004
        keeping=Keeping.of(f"edit:{post_id}", draft),
        back=place(post, actor()),
        nav="topics",
    )


def begun_at(draft: Draft | None, post: Post) -> int:
    """Give the revision that the text in the form started from: a draft may be older than the post's last change."""
    begun = str(draft.fields.get("seen_revision", "")) if draft is not None else ""
    return int(begun) if begun.isascii() and begun.isdigit() and len(begun) <= MOST_DIGITS else post.revision_count


@blueprint.get("/p/<id:post_id>/history")
@limiter.limit("60 per minute")
def history(post_id: int) -> str:
    """Show what each edit changed: the last one, or the one chosen by `revision`."""
    post = queries.post(post_id)
    ensure(Permission.POST_READ, post, actor())
    ensure(Permission.POST_HISTORY, post, actor())
    kept = revisions(post)
    wanted = web.one("revision", 9)
    chosen = next((index for index, old in enumerate(kept) if str(old.number) == wanted), 0)
    changes, title = [], None
    if kept:
        after = kept[chosen - 1].source if chosen else post.source
        changes, title = list(compare(kept[chosen].source, after)), kept[chosen].title
    return render_template(
        "threads/history.html",
        post=post,
        revisions=kept,
        chosen=kept[chosen].number if kept else 0,
        changes=changes,
        old_title=title,
        people=authors([post.author_id, *(old.editor_id for old in kept)]),
        back=place(post, actor()),
        nav="topics",
    )
