"""Threads that may answer a title while it is typed: help before asking."""

import re

from flask import Blueprint, render_template

from forum.accounts.queries import actor
from forum.core import web
from forum.core.limits import limiter
from forum.search.queries import Hit, search

blueprint = Blueprint("similar", __name__)
MOST = 3
WORD = re.compile(r"\w{4,}")
TRIES = (4, 3, 2, 1)


@blueprint.get("/similar")
@limiter.limit("60 per minute")
@web.private
def similar() -> str:
    """Give up to three threads for a title `q` as a fragment, the closest first; empty when there are none."""
    return render_template("threads/_similar.html", hits=closest(web.one("q", 150)))


def closest(title: str) -> list[Hit]:
    """Look for the title's longest words together, then for fewer of them; at most four searches."""
    telling = sorted(set(WORD.findall(title.casefold())), key=len, reverse=True)
    found: dict[int, Hit] = {}
    for number in TRIES:
        if len(found) < MOST and number <= len(telling):
            hits = search(" ".join(telling[:number]), actor(), size=MOST).hits
            found |= {hit.row.id: hit for hit in hits if hit.row.id not in found}
    return list(found.values())[:MOST]
