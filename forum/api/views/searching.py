"""`search`, `similar`: find threads."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import request

from forum.accounts.queries import actor
from forum.api import forms
from forum.api import game_schemas as schemas
from forum.api.views.room import SEARCH, operation
from forum.core.markup import clean_text
from forum.pages.similar import closest
from forum.search.queries import Hit, search

MAX_QUERY = 200


@operation("/search", tag="search", takes=forms.Search, answer=schemas.Hits, limit=SEARCH, shares="search.results")
def find(wanted: Mapping[str, Any]) -> Any:
    """Threads that fit, best or newest first, twenty a page, at most fifty pages."""
    text = clean_text(wanted["q"]).strip()[:MAX_QUERY]
    found = search(text, actor(), page=wanted["page"], sort=wanted["sort"])
    query = {"q": wanted["q"], "sort": wanted["sort"], "page": found.page + 1}
    follows = f"{request.path}?{urlencode(query)}" if found.more else None
    items = [hit(each) for each in found.hits]
    return {"items": items, "total": found.total, "at_least": found.at_least, "next": follows}


@operation("/similar", tag="search", takes=forms.Similar, answer=schemas.Hits, limit=SEARCH, shares="similar.similar")
def similar(wanted: Mapping[str, str]) -> Any:
    """Up to three threads that may answer a title, the closest first."""
    found = closest(clean_text(wanted["title"])[:150])
    return {"items": [hit(each) for each in found], "total": len(found), "at_least": False, "next": None}


def hit(found: Hit) -> dict[str, Any]:
    """Describe what was found."""
    excerpt = "".join(text for text, _marked in found.excerpt)
    return {"thread": found.row, "excerpt": excerpt, "endorsed": found.endorsed, "valid_until": found.valid_until}
