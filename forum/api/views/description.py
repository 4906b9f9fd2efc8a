"""The description of the API: `/api/openapi.json` for machines, `/api/docs` for people, both of the same source."""

from typing import cast

from flask import Blueprint, Response, current_app, render_template

from forum.api import spec
from forum.core import page_cache
from forum.core.limits import limiter

blueprint = Blueprint("description", __name__, url_prefix="/api")


@blueprint.get("/openapi.json")
@limiter.limit("60 per minute")
def openapi() -> Response:
    """Give the description as OpenAPI 3.1."""
    return cast("Response", current_app.json.response(spec.described()))


@blueprint.get("/docs")
@limiter.limit("60 per minute")
@page_cache.guest_page
def docs() -> str:
    """Show the description to people."""
    found = spec.described()
    return render_template("api/docs.html", spec=found, groups=spec.groups(found), scopes=spec.SCOPES, nav="")
