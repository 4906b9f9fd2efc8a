"""Open questions that fit what the reader is good at; for those who have helped."""

from flask import render_template

from forum.accounts.queries import actor
from forum.core import web
from forum.core.limits import limiter
from forum.threads.forms import READ
from forum.threads.queries.strengths import fitting, strengths
from forum.threads.views.room import blueprint

MAX_CURSOR = 200


@blueprint.get("/fitting")
@limiter.limit(READ)
@web.members_only
@web.private
def fits() -> str:
    """List questions without an answer from the topics and tags in which the reader's answers helped."""
    who = actor()
    strong = strengths(who.id or 0)
    page = fitting(who, strong, cursor=web.one("after", MAX_CURSOR)) if strong else None
    return render_template("threads/fitting.html", page=page, older="/fitting?after=", nav="mine")
