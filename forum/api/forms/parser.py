"""Reads bodies and queries strictly; what is wrong becomes one Invalid that names every field."""

from typing import Any

from flask import Request, g
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from forum.core.errors import Invalid
from forum.core.strict_json import strict_loads


class StrictParser(FlaskParser):
    """Reads bodies and queries; what is wrong becomes one Invalid that names every field."""

    DEFAULT_UNKNOWN_BY_LOCATION = {**FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION, "query": RAISE, "json": RAISE}  # noqa: RUF012

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Give the body; 415 for anything but JSON, 400 for what a strict reader refuses."""
        del schema
        if req.mimetype != "application/json":
            raise UnsupportedMediaType
        try:
            g.api_body = strict_loads(req.get_data(cache=True))
        except ValueError as error:
            raise BadRequest from error
        return g.api_body

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **_options: Any) -> Any:
        """Raise Invalid with one message a field."""
        del req, schema
        raise Invalid({name: text for part in error.messages.values() for name, text in flat(part)})  # type: ignore[union-attr]


def flat(found: Any, name: str = "") -> list[tuple[str, str]]:
    """Give (field, message) pairs of marshmallow's nested messages; `tags.1` is the second tag."""
    if isinstance(found, dict):
        known = ((f"{name}.{key}".strip(".") if key != "_schema" else name, part) for key, part in found.items())
        return [pair for key, part in known for pair in flat(part, key)]
    return [(name, str(found[0] if isinstance(found, list) else found))]
