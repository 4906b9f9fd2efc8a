"""Rate limits: per member, else per address (IPv6 by its /64)."""

import ipaddress

from flask import Flask, Response, current_app, g, request
from flask_limiter import Limiter, RequestLimit

from forum.config import Settings
from forum.core import clock, web


def key() -> str:
    """Give whom a limit counts: the member, else the network address."""
    who = web.person().actor.id
    return f"member:{who}" if who is not None else f"address:{network()}"


def network() -> str:
    """Give the caller's address, an IPv6 one cut to its /64."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104 - a placeholder, not a bind
    except ValueError:
        return "unknown"
    if address.version == 6:  # noqa: PLR2004
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def note(broken: RequestLimit) -> None:
    """Remember when the limit that was hit opens again."""
    g.retry_after = min(max(1, round(broken.reset_at - clock.now().timestamp())), 3600)


limiter = Limiter(key_func=key, headers_enabled=False, on_breach=note)


@limiter.request_filter
def off() -> bool:
    """Tell whether this application's limits are off; asked of the application, several may share the process."""
    return bool(current_app.extensions["forum.settings"].limits == "off")


def init_app(app: Flask, settings: Settings) -> None:
    """Count in Redis where there is one, else in the process; a dead Redis falls back to the process."""
    app.config.update(
        RATELIMIT_STORAGE_URI=settings.redis_url or "memory://",
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=bool(settings.redis_url),
        RATELIMIT_SWALLOW_ERRORS=True,
    )
    limiter.init_app(app)

    @app.after_request
    def _say_when(response: Response) -> Response:
        if "retry_after" in g and response.status_code == 429:  # noqa: PLR2004
            response.headers.setdefault("Retry-After", str(g.retry_after))
        return response
