"""POST /uploads: a picture in, JSON out. Errors are problem details (RFC 9457)."""

from typing import Any

from flask import Blueprint, Response, jsonify, make_response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from forum.core import web
from forum.core.errors import DomainError, Invalid, TooMany
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.pictures.caps import WORDS
from forum.threads.views.receiving import MOST, markdown, receive

blueprint = Blueprint("uploads", __name__)
TOO_BIG = WORDS["bytes"]
PROBLEM = "application/problem+json"


@blueprint.url_value_preprocessor
def allow_a_picture(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let this request be big, before anything of its body is read."""
    request.max_content_length = MOST


@blueprint.post("/uploads")
@limiter.limit("30 per minute")
@web.private
def upload() -> web.Answer:
    """Take a picture in; the sender puts `markdown` into the text."""
    taken = receive()
    url = f"/u/{taken.key}"
    size = {"width": taken.width, "height": taken.height}
    answer = jsonify(id=taken.key, url=url, cover=f"{url}/cover", markdown=markdown(taken), **size)
    answer.status_code = 201
    answer.headers["Location"] = url
    return answer


def problem(status: int, title: str, detail: str = "") -> Response:
    """Give problem details."""
    answer = jsonify(type="about:blank", title=title, status=status, detail=detail or title)
    answer.status_code, answer.mimetype = status, PROBLEM
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@blueprint.errorhandler(DomainError)
def refused(error: DomainError) -> Response:
    """Say what is wrong with the picture."""
    if isinstance(error, Invalid):
        return problem(422, _("The picture was not taken."), " ".join(_(text) for text in error.fields.values()))
    if isinstance(error, TooMany):
        answer = problem(429, _("Too many at once. Please try again in a moment."))
        answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    code = getattr(error, "code", "")
    return problem(error.status, _(code) if code else _("The picture was not taken."))


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_error: RequestEntityTooLarge) -> Response:
    """Say that the file is too big."""
    return problem(413, _("The picture was not taken."), _(TOO_BIG))


@blueprint.errorhandler(CSRFError)
def stale(_error: CSRFError) -> Response:
    """Say that the page is out of date."""
    return problem(400, _("This page is out of date. Please load it again."))


@blueprint.errorhandler(HTTPException)
def failed(error: HTTPException) -> Response:
    """Say anything else; limits say when to try again."""
    answer = make_response(problem(error.code or 500, error.name))
    if error.code == 429:  # noqa: PLR2004
        answer = problem(429, _("Too many at once. Please try again in a moment."))
    return answer
