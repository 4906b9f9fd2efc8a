"""The guided picker: topic → sub-topic → what was solved already → ask."""

from urllib.parse import urlencode

from flask import render_template

from forum.accounts.queries import actor
from forum.core import web
from forum.core.limits import limiter
from forum.core.page_cache import nobody, shared_page
from forum.threads import queries
from forum.threads.forms import READ
from forum.threads.views.room import blueprint


@blueprint.get("/picker")
@limiter.limit(READ)
@shared_page(special=nobody)
def picker() -> str:
    """Show every topic with its sub-topics."""
    return render_template("threads/picker.html", tree=queries.picker_tree(actor()), nav="topics")


@blueprint.get("/picker/<slug>")
@limiter.limit(READ)
@shared_page(special=nobody)
def picker_place(slug: str) -> web.Answer:
    """Show a topic's sub-topics, or the solved threads of a sub-topic (else of its category) and the way to ask."""
    who = actor()
    place, above = queries.picker_place(who, slug)
    ask = {"category": place.category.slug}
    if place.topic.tags:
        ask["tags"] = ", ".join(place.topic.tags)
    solved = queries.best_solved(place.topic, who) if not place.branches else ()
    around = queries.best_around(place.topic, who) if not place.branches and not solved else ()
    return web.page(
        "threads/picker_place.html",
        place=place,
        above=above,
        solved=solved,
        around=around,
        ask=f"/ask?{urlencode(ask)}",
        nav="topics",
    )
