"""Takes `via=` out of addresses before anybody reads them, so that a page has one address whichever way one came.

The word stays in the environment for who counts arrivals, and is put back where the answer leads elsewhere.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

KEY = "forum.via"
MOST = 12
StartResponse = Callable[..., Any]


def parted(query: str) -> tuple[str, str]:
    """Give (`via`'s value, the query without it); the first one wins, and only lower-case letters count."""
    kept, via = [], ""
    for piece in query.split("&"):
        name, _, value = piece.partition("=")
        if name == "via":
            via = via or value
        else:
            kept.append(piece)
    known = via.isascii() and via.isalpha() and via.islower() and len(via) <= MOST
    return via if known else "", "&".join(kept)


def carried(address: str, via: str) -> str:
    """Give an address with `via` among its parameters, before its anchor."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query=f"{parts.query}&via={via}" if parts.query else f"via={via}"))


class Entrance:
    """WSGI wrapper around the application."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Part the query of GETs; the others keep theirs."""
        query = environ.get("QUERY_STRING", "")
        if "via=" not in query or environ.get("REQUEST_METHOD") != "GET":
            return self.app(environ, start_response)
        environ[KEY], environ["QUERY_STRING"] = parted(query)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if status[:3] in {"301", "302", "308"} and environ[KEY]:
                headers = [(n, carried(v, environ[KEY]) if n.lower() == "location" else v) for n, v in headers]
            return start_response(status, headers, *rest)

        return self.app(environ, start)
