"""Errors for programs: RFC 9457 problem details, the same facts as the error pages, in JSON."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from flask import Response, current_app, request

from forum.core.errors import DomainError, Invalid
from forum.core.i18n import gettext as _

MIME = "application/problem+json"
PAGES = "/api/docs"
UNAUTHORIZED = 401


class Unauthorized(DomainError):  # noqa: N818 - named after the state
    """The token ended meanwhile."""

    status = UNAUTHORIZED


def wanted() -> bool:
    """Tell whether the request is a program's: everything under `/api/` but the page that describes it."""
    return request.path.startswith("/api/") and not request.path.startswith(PAGES)


def fault(field: str, message: str, personal: Sequence[str]) -> dict[str, Any]:
    """Say what is wrong with a field (by msgid), and which kinds of personal details stand in it."""
    told: dict[str, Any] = {"field": field, "message": _(message)}
    return told | {"personal": list(personal)} if personal else told


def problem(
    status: int, detail: str = "", *, request_id: str = "", wrong: Invalid | None = None, challenge: str = ""
) -> Response:
    """Answer with a problem. `wrong`: what is wrong with each field; `challenge`: why a token won't do."""
    phrase = HTTPStatus(status).phrase
    told: dict[str, Any] = {"type": "about:blank", "title": phrase, "status": status}
    told |= {"detail": detail} if detail else {}
    if wrong is not None:
        told["errors"] = [fault(name, text, wrong.personal.get(name, ())) for name, text in wrong.fields.items()]
    told |= {"request_id": request_id} if request_id else {}
    answer = cast("Response", current_app.json.response(told))
    answer.status_code, answer.mimetype = status, MIME
    if status == UNAUTHORIZED or challenge:
        answer.headers["WWW-Authenticate"] = f'Bearer realm="api"{challenge and ", "}{challenge}'
    return answer
