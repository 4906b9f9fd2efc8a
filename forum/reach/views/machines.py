"""What robots and finders of faults look for first."""

from datetime import timedelta

from flask import Response

from forum.core import clock
from forum.reach.views.room import base, blueprint, settings

CLOSED = ("/search", "/similar", "/login", "/signup", "/forgot", "/voice", "/theme", "/s/", "/api/", "/socket.io/")
VALID = timedelta(days=180)
DAY = "public, max-age=86400"


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Say where there is nothing to find, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {base()}/sitemap.xml"]
    return _text(lines)


@blueprint.get("/.well-known/security.txt")
def security() -> Response:
    """Say whom to tell of a weakness (RFC 9116)."""
    until = (clock.today() + VALID).replace(day=1)
    return _text(
        [
            f"Contact: mailto:{settings().contact_mail}",
            f"Expires: {until.isoformat()}T00:00:00Z",
            "Preferred-Languages: de, en",
            f"Canonical: {base()}/.well-known/security.txt",
        ]
    )


def _text(lines: list[str]) -> Response:
    answer = Response("\n".join(lines) + "\n", mimetype="text/plain")
    answer.headers["Cache-Control"] = DAY
    return answer
