"""Keep posts for oneself with a note; the list of them."""

from flask import flash

from forum.access import Permission, ensure
from forum.accounts.queries import acting, actor
from forum.core import web
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.forms import Typed, switch, text
from forum.threads.queries.bookmarks import bookmarks
from forum.threads.queries.places import place
from forum.threads.texts import clean_note
from forum.threads.views.room import CLICK, blueprint, me, signed_in

MAX_CURSOR = 200


@blueprint.get("/bookmarks")
@limiter.limit("240 per minute")
@web.members_only
@web.private
def kept() -> web.Answer:
    """Show what the reader keeps, with notes that nobody else sees."""
    return listed()


def listed(typed: Typed | None = None, status: int = 200) -> web.Answer:
    """Show the list; `typed` is a note that could not be kept, by the form's name."""
    page = bookmarks(actor(), cursor=web.one("after", MAX_CURSOR))
    return web.page("threads/bookmarks.html", status, page=page, typed=typed or Typed(), nav="mine")


@blueprint.post("/p/<id:post_id>/bookmark")
@limiter.limit(CLICK)
@signed_in
def bookmark(post_id: int) -> web.Answer:
    """Keep a post (`on` = 1) or let it go (0)."""
    on = switch("on")
    with acting() as who:
        if not on:
            actions.drop_bookmark(me(who).id, post_id)
            path = "/bookmarks"
        else:
            post = queries.post(post_id)
            ensure(Permission.POST_BOOKMARK, post, who.actor)
            actions.bookmark(me(who).id, post.id)
            path = place(post, who.actor)
    flash(_("Kept. Under «Bookmarks» you can write a note, for you alone.") if on else _("No longer kept."), "ok")
    return web.back(path)


@blueprint.post("/bookmarks/<id:post_id>/note")
@limiter.limit(CLICK)
@signed_in
def note(post_id: int) -> web.Answer:
    """Change the note on a post that the reader keeps."""
    typed = text("note")
    try:
        words = clean_note(typed)
    except Invalid as wrong:
        return listed(Typed(f"note-{post_id}", {"note": typed}, wrong.fields), 422)
    with acting() as who:
        actions.note(me(who).id, post_id, words)
    return web.back("/bookmarks")
