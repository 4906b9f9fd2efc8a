"""The edge: who is asking, redirects, answers to errors, and what every page may use."""

import re
import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import quote, unquote

import structlog
from flask import (
    Flask,
    Response,
    after_this_request,
    current_app,
    g,
    has_request_context,
    make_response,
    redirect,
    render_template,
    request,
)
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from forum.core import audit, errors, problems, retyped
from forum.core.i18n import gettext as _

log = structlog.get_logger()
Answer = str | BaseResponse | tuple[Any, ...]
View = TypeVar("View", bound=Callable[..., Any])
SAFE_PATH = re.compile(r"/(?![/\\])[^\s\\]*")
MAX_ID = 2**63 - 1
API = "/api/v"  # programs ask below it, with a token and without cookies


def safe_path(target: str | None, default: str = "/") -> str:
    """Give `target` when it is a path of our own, else `default`: no open redirect."""
    if target and SAFE_PATH.fullmatch(target) and SAFE_PATH.fullmatch(unquote(target)):
        return target
    return default


def see_other(target: str) -> BaseResponse:
    """Redirect after a POST (303)."""
    return redirect(target, code=303)


def back(default: str) -> BaseResponse:
    """Redirect to the form's `next` path when it is ours, else to `default`."""
    return see_other(safe_path(request.form.get("next"), default))


def person() -> Any:
    """Give who is asking (accounts' `Person`), loaded once a request."""
    if "person" not in g:
        g.person = current_app.extensions["forum.who"]()
    return g.person


def bearer() -> str:
    """Give the token of `Authorization: Bearer`, empty when there is none."""
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def forget_person() -> None:
    """Ask anew who is asking: a transaction re-loads the actor, so that check and act are one."""
    g.pop("person", None)


def private(view: View) -> View:
    """Mark a view whose answer belongs to one person: never stored anywhere."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Response:
        answer = make_response(view(*args, **kwargs))
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    return cast("View", wrapped)


def members_only(view: View) -> View:
    """Send guests to sign in first, and back to this page afterwards."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if person().actor.id is not None:
            return view(*args, **kwargs)
        here = request.full_path.rstrip("?") if request.method == "GET" else "/"
        return see_other(f"/login?next={quote(here)}")

    return cast("View", wrapped)


def cookie(name: str) -> str:
    """Give a cookie of this request; empty when it is not there or nobody asks."""
    return request.cookies.get(name, "")[:4096] if has_request_context() else ""


def send_cookie(name: str, value: str, *, days: int = 0, readable: bool = False) -> None:
    """Set a cookie with this request's answer for so many days (0: take it away); `readable` by our scripts."""

    @after_this_request
    def _set(response: Response) -> Response:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(
            name, value, max_age=days * 86400, secure=secure, httponly=not readable, samesite="Lax", path="/"
        )
        return response


def render_text(template: str, **context: Any) -> str:
    """Render a text template outside any request: a mail."""
    return current_app.jinja_env.get_template(template).render(context)


def page(template: str, status: int = 200, **context: Any) -> Answer:
    """Render a template with a status."""
    return render_template(template, **context), status


def request_id() -> str:
    """Give the id that an error page shows and the log carries."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(6)
    return str(g.request_id)


def one(name: str, limit: int = 200) -> str:
    """Give a query parameter, trimmed and cut to `limit` characters; first wins."""
    return request.args.get(name, "").replace("\x00", "").strip()[:limit]


def failure(status: int, message: str = "", **extra: Any) -> Answer:
    """Render the error page of a status; programs get a problem instead."""
    if problems.wanted():
        return problems.problem(status, message, request_id=request_id())
    context = {"status": status, "message": message, "request_id": request_id(), **extra}
    return render_template("errors/error.html", **context), status


def _domain(error: errors.DomainError) -> Answer:
    if isinstance(error, errors.Invalid):
        if problems.wanted():
            return problems.problem(422, _("Some of this cannot be accepted."), wrong=error)
        return _typed(422, error) or failure(422, " ".join(_(text) for text in error.fields.values()))
    if isinstance(error, errors.TooMany):
        answer = make_response(_typed(429) or failure(429))
        answer.headers["Retry-After"] = str(error.retry_after)
        return answer
    code = getattr(error, "code", "")
    if isinstance(error, errors.Refused):
        audit.note("refused", why=code)
    return failure(error.status, _(code) if code else "")


def _http(error: HTTPException) -> Answer:
    if error.code is not None and error.code < 400:  # noqa: PLR2004 - redirects by routing
        return error.get_response()
    code = error.code or 500
    kept = _typed(429) if code == 429 else _too_large() if code == 413 else None  # noqa: PLR2004
    answer = make_response(kept or failure(code))
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            answer.headers[name] = value
    return answer


def _stale(_error: CSRFError) -> Answer:
    """Show what was typed in a form whose token is out of date (signed out in another window), ready to be sent."""
    return (_typed(400) if _ours() else None) or failure(400)


def _too_large() -> Answer | None:
    """Show what was typed beside a file that is too big, or lead back to the form, which has the draft."""
    if problems.wanted() or request.method != "POST":
        return None
    back = retyped.form_page()
    return (_typed(413) if _ours() else None) or (failure(413, back=back) if back else None)


def _ours() -> bool:
    """Tell whether one of our pages sent this: nobody else's words are shown as if they were ours."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _typed(status: int, wrong: errors.Invalid | None = None) -> Answer | None:
    """Give the page that holds what was typed, ready to be sent again; none when nothing was, or a secret."""
    typed = retyped.kept_text(personal=bool(wrong and wrong.personal))
    if not typed:
        return None
    said = {name: _(text) for name, text in retyped.errors_of(typed, wrong.fields if wrong else {}).items() if text}
    context = {"typed": typed, "written": retyped.WRITTEN, "action": request.path, "code": status, "wrong": said}
    return page("errors/again.html", status, **context)


def _unexpected(error: Exception) -> Answer:
    log.error("unexpected", request_id=request_id(), where=request.endpoint, exc_info=error)
    return failure(500)


def _busy(error: OperationalError | NoConnection) -> Answer:
    """Say that the database is busy or away: the same may be tried again soon."""
    log.error("database", request_id=request_id(), where=request.endpoint, exc_info=error)
    if "person" not in g:
        current_app.extensions["forum.unasked"]()
    answer = make_response((_typed(503) if _ours() else None) or failure(503))
    answer.headers["Retry-After"] = "5"
    return answer


def init_app(app: Flask) -> None:
    """Register the error pages."""
    app.register_error_handler(errors.DomainError, _domain)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(NoConnection, _busy)
    app.register_error_handler(Exception, _unexpected)
