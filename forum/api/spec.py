"""OpenAPI 3.1 from the operations: made once an application, the same for machines and for the docs page."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, cast

import flask_smorest
from flask import Flask, current_app

from forum.api.schemas import Problem
from forum.api.webhook_schemas import Event
from forum.core.problems import MIME
from forum.core.web import MAX_ID

SCOPES = {
    "read": "Read what the member may read.",
    "write": "Ask, answer and judge in the member's name.",
    "moderate": "Hide and show posts, as far as the member may.",
    "manage": "Topics, mandates and webhooks, as far as the member may.",
    "dashboard": "Figures and their cases, as far as the member may.",
}
ABOUT = (
    "The forum for programs: the same actions, permissions and limits as its pages. Send `Authorization: Bearer "
    "<token>`; a member makes tokens under /settings/tokens. What is public can be read without one. Cookies don't "
    "count here. Bodies are strict JSON and unknown fields are refused. Errors are problem details (RFC 9457). Lists "
    "give `next`, the address of the following page. A POST with `Idempotency-Key` can be sent again for a day."
)
STATUSES = (400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503)
MIME_JSON = "application/json"
HEADERS = {401: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}
TOLD = {
    "summary": "A fact, told to every webhook that wants it.",
    "description": (
        "Sent as Standard Webhooks has it: HMAC-SHA256 over `webhook-id`, `webhook-timestamp` and the body, joined by "
        "full stops, with the secret behind `whsec_` decoded from base64. The same `webhook-id` may come again. 2xx "
        "within five seconds counts as taken; anything else is tried again for a day."
    ),
    "tags": ["webhooks"],
    "operationId": "event",
    "parameters": [
        {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
        for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
    ],
    "requestBody": {"content": {MIME_JSON: {"schema": {"$ref": "#/components/schemas/Event"}}}},
    "responses": {"2XX": {"description": "Taken."}, "410": {"description": "Never again: switches the webhook off."}},
}
METHODS = ("get", "post", "put", "patch", "delete")


class Description(flask_smorest.Api):  # type: ignore[misc] # ships no types
    """Smorest's collector without its own error handler, docs pages and catch-all error."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave errors to `core.web`, which answers programs with problems."""

    def _register_doc_blueprint(self) -> None:
        """Leave the description to `views.description`."""

    def _register_responses(self) -> None:
        for status in STATUSES:
            self.spec.components.response(f"Problem{status}", problem(status))


def problem(status: int) -> dict[str, Any]:
    """Describe a problem answer."""
    told: dict[str, Any] = {"description": HTTPStatus(status).phrase, "content": {MIME: {"schema": Problem}}}
    if status in HEADERS:
        told["headers"] = {HEADERS[status]: {"schema": {"type": "string"}, "required": status == 401}}  # noqa: PLR2004
    return told


def init_app(app: Flask, blueprint: Any) -> None:
    """Describe the operations of a blueprint and let them answer."""
    app.config.update(API_TITLE="Stube", API_VERSION="1", OPENAPI_VERSION="3.1.0")
    token = {"type": "http", "scheme": "bearer", "description": "; ".join(f"{n}: {t}" for n, t in SCOPES.items())}
    about = {"description": ABOUT, "license": {"name": "MIT", "identifier": "MIT"}}
    found = Description(spec_kwargs={"info": about, "webhooks": {"event": {"post": TOLD}}})
    found.register_converter(app.url_map.converters["id"], _id)
    found.init_app(app)
    found.spec.components.security_scheme("token", token)
    found.spec.components.schema("Event", schema=Event)
    found.register_blueprint(blueprint)
    app.extensions["forum.openapi"] = found.spec.to_dict()


def _id(_converter: object) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "maximum": min(MAX_ID, 10**18 - 1)}


def described() -> Mapping[str, Any]:
    """Give the description of this application."""
    return cast("Mapping[str, Any]", current_app.extensions["forum.openapi"])


def groups(found: Mapping[str, Any]) -> Sequence[tuple[str, Sequence[Mapping[str, Any]]]]:
    """Give operations by subject, in the order of the description."""
    by_tag: dict[str, list[Mapping[str, Any]]] = {}
    for path, operations in found["paths"].items():
        for method in METHODS:
            if method in operations:
                each = operations[method]
                shared = operations.get("parameters", [])
                told = {**each, "method": method.upper(), "path": path}
                told["parameters"] = [*shared, *each.get("parameters", [])]
                by_tag.setdefault(each["tags"][0], []).append(told)
    by_tag["webhooks"] += [
        {**each["post"], "method": "POST", "path": "(the webhook's url)", "security": []}
        for each in found["webhooks"].values()
    ]
    return list(by_tag.items())
