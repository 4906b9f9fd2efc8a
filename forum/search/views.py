"""The page of results; a search that finds nothing leads to asking."""

from datetime import timedelta
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from forum.accounts.queries import actor
from forum.core import clock, web
from forum.core.languages import NAMES
from forum.core.limits import limiter
from forum.core.page_cache import nobody, shared_page
from forum.search.language import MAX_QUERY
from forum.search.queries import Narrowing, search
from forum.search.queries.narrowing import KINDS, STATES

blueprint = Blueprint("search", __name__)
SORTS = ("relevance", "date")
YEAR = timedelta(days=365)
MOST_TICKED = 20


@blueprint.get("/search")
@limiter.limit("60 per minute")
@shared_page(special=nobody)
def results() -> str:
    """Show results for `q`, sorted by relevance or date, narrowed by state, topic (`in`), kind, `lang` and age."""
    text, sort, narrowing = typed(), request.args.get("sort", "relevance"), ticked()
    page = request.args.get("page", "1")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 4 else 1  # noqa: PLR2004 - fifty pages
    sort = sort if sort in SORTS else "relevance"
    found = search(text, actor(), page=number, sort=sort, narrowing=narrowing)
    about = {"text": text, "found": found, "sort": sort, "today": clock.today(), "narrowing": narrowing}
    return render_template("search/results.html", **about, addresses=Addresses(text, sort, narrowing), nav="search")


def typed() -> str:
    """Give what was typed into the search box: every query of the page arrives here."""
    return web.one("q", MAX_QUERY)


def ticked() -> Narrowing:
    """Read the filters; what is not there is left out."""
    since = clock.today() - YEAR if request.args.get("since") == "year" else None
    chosen = {name: frozenset(request.args.getlist(name)[:MOST_TICKED]) for name in ("state", "in", "kind", "lang")}
    kinds, languages = chosen["kind"] & {*KINDS}, chosen["lang"] & {*NAMES}
    return Narrowing(chosen["state"] & {*STATES}, chosen["in"], kinds, languages, since)


class Addresses:
    """Addresses of one search, each with something changed; all begin at the first page unless told otherwise."""

    def __init__(self, text: str, sort: str, narrowing: Narrowing) -> None:
        self._fields: dict[str, list[str]] = {
            "q": [text],
            "sort": [] if sort == "relevance" else [sort],
            "state": sorted(narrowing.states),
            "in": sorted(narrowing.categories),
            "kind": sorted(narrowing.kinds),
            "lang": sorted(narrowing.languages),
            "since": ["year"] if narrowing.since else [],
        }

    def changed(self, **fields: str | int) -> str:
        """Give the address with other values (empty: without)."""
        return self._with({name: [str(value)] if value else [] for name, value in fields.items()})

    def toggled(self, name: str, value: str) -> str:
        """Give the address with one filter ticked, or no longer."""
        now = self._fields[name]
        return self._with({name: [one for one in now if one != value] if value in now else [*now, value]})

    def unfiltered(self) -> str:
        """Give the address without any filter."""
        return self._with({name: [] for name in ("state", "in", "kind", "lang", "since")})

    def _with(self, fields: dict[str, list[str]]) -> str:
        return "/search?" + urlencode(self._fields | fields, doseq=True)
