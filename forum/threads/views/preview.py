"""Show Markdown as it will look, and the small fragments that an open page asks for."""

from flask import render_template
from sqlalchemy import false

from forum.access import Permission, ensure
from forum.accounts.queries import actor, suggested
from forum.core import web
from forum.core.errors import Invalid
from forum.core.limits import limiter
from forum.core.shield.form import without_hard
from forum.threads import queries
from forum.threads.forms import text
from forum.threads.queries.places import news
from forum.threads.texts import cook
from forum.threads.views.room import blueprint

MAX_CURSOR = 200
SHORTEST = 2


@blueprint.post("/preview")
@limiter.limit("60 per minute")
@web.private
def preview() -> web.Answer:
    """Give the typed body as HTML, as it would be published: hard kinds masked. Nothing is stored."""
    try:
        return render_template("threads/_preview.html", text=cook(without_hard(text("body"))), wrong="")
    except Invalid as error:
        return render_template("threads/_preview.html", text=None, wrong=error.fields["body"]), 422


@blueprint.get("/mentions")
@limiter.limit("60 per minute")
@web.members_only
@web.private
def mentions() -> str:
    """Suggest at most eight people for a mention: who takes part in `thread`, then who is shown on public lists."""
    start, thread = web.one("q", 30), web.one("thread", 18)
    here = queries.thread(int(thread)) if thread.isascii() and thread.isdigit() else None
    if here is not None:
        ensure(Permission.THREAD_READ, here, actor())
    those = queries.takes_part_in(here, actor()) if here is not None else false()
    people = suggested(start, those) if len(start) >= SHORTEST else ()
    return render_template("threads/_mentions.html", people=people)


@blueprint.get("/t/<id:thread_id>/fragment")
@limiter.limit("120 per minute")
@web.private
def fragment(thread_id: int) -> str:
    """Say how many answers came since a cursor, with a link to the first; empty when there are none."""
    thread = queries.thread(thread_id)
    ensure(Permission.THREAD_READ, thread, actor())
    count, first = news(thread, actor(), web.one("after", MAX_CURSOR))
    return render_template("threads/_fragment.html", count=count, first=first)
