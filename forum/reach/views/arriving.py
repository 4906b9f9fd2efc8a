"""Count who comes in from outside, also where the page came from memory; staff are at work and not counted."""

from functools import lru_cache

from flask import Response, request

from forum.accounts.queries import person
from forum.config import Settings
from forum.core import clock, telemetry
from forum.core.entrance import KEY
from forum.reach.entries import Visit, entry_of, host_of
from forum.reach.views.room import blueprint, settings

COUNTED = frozenset({200, 304})


@blueprint.after_app_request
def count(answer: Response) -> Response:
    """Notice an arrival at a page: day and entry, nothing else."""
    head = request.headers
    if request.method != "GET" or head.get("Sec-Fetch-Site") == "same-origin":
        return answer
    if answer.status_code not in COUNTED or answer.mimetype != "text/html":
        return answer
    entry = entry_of(_visit(), *_hosts(settings(), request.host))
    member = person().member if entry is not None else None
    if entry is not None and (member is None or not member.is_staff):
        telemetry.count("arrival", (clock.today(), entry))
    return answer


def _visit() -> Visit:
    head = request.headers
    return Visit(
        via=request.environ.get(KEY, ""),
        referrer=head.get("Referer", ""),
        agent=head.get("User-Agent", ""),
        site=head.get("Sec-Fetch-Site", ""),
        mode=head.get("Sec-Fetch-Mode", ""),
        purpose=head.get("Sec-Purpose", "") or head.get("Purpose", ""),
        cache=head.get("Cache-Control", ""),
    )


@lru_cache(maxsize=64)
def _hosts(known: Settings, asked: str) -> tuple[frozenset[str], frozenset[str]]:
    portal = [host_of(known.portal_url), *(host.strip().lower() for host in known.portal_hosts.split(","))]
    own = {host_of(known.base_url), host_of(f"//{asked}")}
    return frozenset(own - {""}), frozenset(filter(None, portal)) - own
