"""What is new to each member: marks on lists, the way to the first new answer, everything read."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, flash, redirect, request

from forum.access import Permission, ensure
from forum.accounts.queries import acting, actor
from forum.core import telemetry, web
from forum.core.fragments import fills
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.threads import actions, queries
from forum.threads.queries import reading
from forum.threads.queries.places import news, path_of, place
from forum.threads.queries.taking_part import mine_in
from forum.threads.views.room import CLICK, blueprint, me, signed_in


def macros(template: str) -> Any:
    """Give the macros of a template, for what is drawn without a page around it."""
    return current_app.jinja_env.get_template(template).module


@fills("news")
def mark_news(thread_ids: Sequence[int]) -> Mapping[int, str]:
    """Draw what is new in the threads of a list."""
    drawn = macros("threads/_news.html").news
    return {thread_id: str(drawn(thread_id, number)) for thread_id, number in reading.news(thread_ids, actor()).items()}


@fills("fresh")
def mark_fresh(places: Sequence[int]) -> Mapping[int, str]:
    """Draw a line above the first answer (by when it was written) that others wrote since the reader was here."""
    thread_id = (request.view_args or {}).get("thread_id")
    known = mine_in(thread_id, actor()).known if thread_id is not None else 0
    first = min((place for place in places if place > known), default=0) if known else 0
    return {first: str(macros("threads/_news.html").since())} if first else {}


@fills("read")
def note_read(places: Sequence[int]) -> Mapping[int, str]:
    """Notice how far a member read in this page's thread (microseconds since 1970); nothing is drawn."""
    thread_id = (request.view_args or {}).get("thread_id")
    if thread_id is not None and actor().id:
        telemetry.reach("read", (actor().id, thread_id), max(places))
    return {}


@blueprint.get("/t/<id:thread_id>/new")
@limiter.limit("120 per minute")
@web.members_only
@web.private
def first_new(thread_id: int) -> web.Answer:
    """Lead to the first answer the reader does not know, else to the thread."""
    thread, who = queries.thread(thread_id), actor()
    ensure(Permission.THREAD_READ, thread, who)
    _number, first = news(thread, who, reading.read_cursor(thread_id, who))
    return redirect(place(queries.post(first), who) if first else path_of(thread))


@blueprint.post("/read")
@limiter.limit(CLICK)
@signed_in
def read_all() -> web.Answer:
    """Let everything written so far count as read."""
    with acting() as who:
        actions.read_all(me(who).id)
    flash(_("Everything counts as read now."), "ok")
    return web.back("/following")
