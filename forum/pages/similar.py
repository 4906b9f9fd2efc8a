"""Threads that may answer a title while it is typed: help before asking."""

from collections.abc import Sequence

from flask import Blueprint, render_template

from forum.accounts.queries import actor
from forum.core import web
from forum.core.limits import limiter
from forum.search.queries import Hit
from forum.search.queries import similar as similar_threads

blueprint = Blueprint("similar", __name__)
MOST, LONGEST = 3, 150


@blueprint.get("/similar")
@limiter.limit("60 per minute")
@web.private
def similar() -> str:
    """Give up to three threads for a title `q` as a fragment, the closest first; empty when there are none."""
    return render_template("threads/_similar.html", hits=closest(web.one("q", LONGEST)))


def closest(title: str) -> Sequence[Hit]:
    """Give up to three threads that may answer a title, as far as the reader sees them: the title arrives here."""
    return similar_threads(title, actor(), MOST)
