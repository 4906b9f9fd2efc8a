"""The page of results; a search that finds nothing leads to asking."""

from flask import Blueprint, render_template, request

from forum.accounts.queries import actor
from forum.core import clock, web
from forum.core.limits import limiter
from forum.core.page_cache import nobody, shared_page
from forum.search.language import MAX_QUERY
from forum.search.queries import search

blueprint = Blueprint("search", __name__)
SORTS = ("relevance", "date")


@blueprint.get("/search")
@limiter.limit("60 per minute")
@shared_page(special=nobody)
def results() -> str:
    """Show results for `q`, sorted by relevance or date."""
    text = web.one("q", MAX_QUERY)
    sort = request.args.get("sort", "relevance")
    page = request.args.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1  # noqa: PLR2004 - fifty pages
    found = search(text, actor(), page=number, sort=sort if sort in SORTS else "relevance")
    about = {"text": text, "found": found, "sort": sort, "today": clock.today()}
    return render_template("search/results.html", **about, nav="search")
