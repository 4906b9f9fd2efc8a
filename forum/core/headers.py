"""The security headers of every answer, errors and static files included."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, request

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self' {socket}; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "manifest-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types stube"
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}
NOINDEX = b'<meta name="robots" content="noindex">'
HEAD = 5_000
"""Bytes within which a page's head stands that may say so."""
HSTS = "max-age=31536000; includeSubDomains"

StartResponse = Callable[..., Any]


class Headers:
    """WSGI wrapper, so that answers made before or around Flask carry the headers too."""

    def __init__(self, app: Callable[..., Iterable[bytes]], *, base_url: str, https: bool) -> None:
        self.app = app
        socket = base_url.replace("http", "ws", 1)
        self.headers = [*FIXED.items(), ("Content-Security-Policy", CSP.format(socket=socket))]
        if https:
            self.headers.append(("Strict-Transport-Security", HSTS))

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Add what is missing to whatever is answered."""

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            present = {name.lower() for name, _ in headers}
            kept = [(name, value) for name, value in headers if name.lower() != "server"]
            missing = [(name, value) for name, value in self.headers if name.lower() not in present]
            return start_response(status, kept + missing, *rest)

        return self.app(environ, start)


def says_noindex(page: bytes) -> bool:
    """Tell whether a page asks search engines to leave it out."""
    return NOINDEX in page[:HEAD]


def init_app(app: Flask) -> None:
    """Say how far each answer may be cached: not at all unless the view said otherwise."""

    @app.after_request
    def _cache(response: Response) -> Response:
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "private, no-store"
        if response.mimetype == "text/html" and says_noindex(response.get_data()):
            response.headers["X-Robots-Tag"] = "noindex"  # a packed page says so by itself
        if request.endpoint != "static":
            response.vary.add("Cookie")
        return response
