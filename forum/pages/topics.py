"""All topics: who reads along, how fast answers come; and the threads of all of them by a filter."""

from flask import Blueprint, render_template

from forum.accounts.queries import actor
from forum.core import web
from forum.core.found import Found
from forum.core.limits import limiter
from forum.core.page_cache import nobody, shared_page
from forum.dashboard.queries import pulse
from forum.threads import queries
from forum.threads.forms import READ, Listed, language_asked

blueprint = Blueprint("topics", __name__)
MAX_CURSOR = 200
FOUND = Found(path="/c/", feed="/feed.atom")
FEEDS = {"waiting": "/unanswered/feed.atom"}


@blueprint.get("/c/")
@limiter.limit(READ)
@shared_page(special=nobody)
def topics() -> str:
    """Show every topic the reader sees, with who reads along and how fast answers come.

    With `kind` the threads of all topics by that filter instead.
    """
    who, chosen = actor(), web.one("kind")
    if chosen not in queries.lists.FILTERS:
        shown, times = queries.categories(who), pulse().by_category
        return render_template("threads/categories.html", categories=shown, times=times, found=FOUND, nav="topics")
    spoken = queries.languages(who)
    language, cursor = language_asked(spoken), web.one("after", MAX_CURSOR)
    listed = Listed("/c/", chosen, bare="", codes=spoken, language=language)
    return render_template(
        "threads/everything.html",
        found=Found(path=f"/c/?kind={chosen}", indexed=False, feed="" if language else FEEDS.get(chosen, "")),
        page=queries.thread_list(who, kind=chosen, language=language, calm=True, cursor=cursor),
        filters=listed.filters(),
        older=listed.older(),
        tongues=listed.tongues(),
        nav="topics",
    )
