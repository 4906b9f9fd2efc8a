"""Guests' pages, kept in the process with an ETag, dropped as soon as anything in the database changes.

It works only while `core.watch` runs (the server): without a watcher nobody would notice other processes' writes.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, TypeVar, cast

from flask import Response, make_response, request

from forum.core import i18n, web

View = TypeVar("View", bound=Callable[..., Any])
MAX_PAGES = 1000
MAX_QUERY = 200
REVALIDATE = "public, max-age=0, must-revalidate"

Key = tuple[str, ...]
_pages: OrderedDict[Key, tuple[bytes, str]] = OrderedDict()
_lock = Lock()
_state = {"generation": 0, "on": False}


def switch(*, on: bool) -> None:
    """Begin or stop keeping pages."""
    _state["on"] = on
    drop()


def drop() -> None:
    """Forget every page; one being rendered right now is not kept either."""
    with _lock:
        _state["generation"] += 1
        _pages.clear()


def guest_page(view: View) -> View:
    """Serve guests from memory, with ETag and 304; members always get the view."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if request.method not in {"GET", "HEAD"} or web.person().actor.id is not None:
            return view(*args, **kwargs)
        return _serve(lambda: view(*args, **kwargs))

    return cast("View", wrapped)


def _serve(view: Callable[[], Any]) -> Response:
    query = "&".join(sorted(request.query_string.decode("latin-1").split("&")))
    key = (request.path, query, i18n.voice(), request.cookies.get("theme", ""))
    kept = _pages.get(key)
    if kept is None:
        before = _state["generation"]
        answer = make_response(view())
        if answer.status_code != 200 or "Set-Cookie" in answer.headers:  # noqa: PLR2004
            return answer
        kept = (answer.get_data(), hashlib.sha256(answer.get_data()).hexdigest()[:32])
        _keep(key, kept, before, len(query))
    response = Response(kept[0], mimetype="text/html")
    response.set_etag(kept[1])
    response.headers["Cache-Control"] = REVALIDATE
    response.make_conditional(request)
    return response


def _keep(key: Key, page: tuple[bytes, str], before: int, query: int) -> None:
    with _lock:
        if not _state["on"] or before != _state["generation"] or query > MAX_QUERY:
            return
        _pages[key] = page
        while len(_pages) > MAX_PAGES:
            _pages.popitem(last=False)
