"""Pages kept in the process, dropped as soon as anything in the database changes.

Guests get them with an ETag. Members without any right, for whom a page holds nothing of their own, share one as well:
it is rendered for a blank reader, whose name, token and the like are marks that each reader's own replace. Who may see
or do more than a blank reader always gets the view.

It works only while `core.watch` runs (the server): without a watcher nobody would notice other processes' writes.
"""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

from flask import Response, current_app, g, make_response, request
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy import event
from sqlalchemy.orm import Session

from forum.core import i18n, web
from forum.core.errors import DomainError
from forum.core.fragments import MARKED, TOKEN, carrying, filled, forget, mark
from forum.core.headers import says_noindex
from forum.core.packed import takes_gzip

View = TypeVar("View", bound=Callable[..., Any])
Part = Callable[[], str]
Key = tuple[str, ...]
MAX_BYTES = 10_000_000
MAX_AGE_S = 60
"""Pages say how long ago something was."""
MAX_QUERY = 200
LEVEL = 6
REVALIDATE = "public, max-age=0, must-revalidate"


@dataclass(frozen=True, slots=True)
class Blank:
    """A reader like this one without anything of their own.

    `key`: what of the reader pages depend on all the same; `own`: what stands in the place of each mark, as safe HTML.
    """

    person: Any
    key: Key
    own: Mapping[str, str]


@dataclass(slots=True)
class Kept:
    """A page in pieces: HTML and names of marks in turn; `etag` of the whole; when it was made; packed once wanted.

    Only guests get packed pages: they hold no secret that a length could tell.
    """

    pieces: list[bytes]
    etag: str
    made: float
    size: int
    hidden: bool = False
    packed: bytes = b""


_pages: OrderedDict[Key, Kept] = OrderedDict()
_lock = Lock()
_state = {"generation": 0, "on": False, "bytes": 0, "hits": 0, "misses": 0}


def switch(*, on: bool) -> None:
    """Begin or stop keeping pages."""
    _state["on"] = on
    forget()
    drop()
    if on and not event.contains(Session, "after_commit", _committed):
        event.listen(Session, "after_commit", _committed)


def drop() -> None:
    """Forget every page; one being rendered right now is not kept either."""
    with _lock:
        _state["generation"] += 1
        _state["bytes"] = 0
        _pages.clear()


def told() -> dict[str, int]:
    """Give what operators may know: pages found and not found in memory, bytes they hold."""
    return {name: int(_state[name]) for name in ("hits", "misses", "bytes")}


def _committed(session: Session) -> None:
    """Let whoever wrote see it on the very next page."""
    if session.info.get("writing"):
        drop()


def part(name: str, render: Part) -> Markup:
    """Give a piece of a shared page that is everybody's own: rendered, or its mark while the reader is blank.

    The HTML that `render` gives must be safe: what a template rendered.
    """
    return Markup(mark(name)) if g.get("blank") else Markup(render())  # noqa: S704 - from a template


def guest_page(view: View) -> View:
    """Serve guests from memory, with ETag and 304; members always get the view."""
    return shared_page(special=_everybody)(view)


def shared_page(special: Callable[..., bool], parts: Mapping[str, Part] | None = None) -> Callable[[View], View]:
    """Serve guests and members from memory.

    `special`: asked with the view's arguments, whether the reader sees or may do more here than any other member.
    `parts`: what the view asked for by `part`, by name; places left by `fragments.personal` are filled for each member.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            def render() -> Any:
                return view(*args, **kwargs)

            if request.method not in {"GET", "HEAD"} or "_flashes" in cookie:
                return render()
            if web.person().actor.id is None:
                return _for_guest(render)
            blank: Blank | None = current_app.extensions["forum.blank"](web.person()) if _state["on"] else None
            if blank is None or special(*args, **kwargs):
                return render()
            return _for_member(render, blank, parts or {})

        return cast("View", wrapped)

    return decorate


def nobody(*_args: Any, **_kwargs: Any) -> bool:
    """Say of a page that it holds nothing of anybody's own."""
    return False


def _everybody(*_args: Any, **_kwargs: Any) -> bool:
    return True


def _address() -> Key:
    query = "&".join(sorted(request.query_string.decode("latin-1").split("&")))
    return request.path, query, i18n.voice(), request.cookies.get("theme", "")[:8]


def _for_guest(render: Callable[[], Any]) -> Any:
    key = ("guest", *_address())
    kept = _get(key)
    if kept is None:
        before = _state["generation"]
        answer = make_response(render())
        if answer.status_code != 200 or "_flashes" in cookie:  # noqa: PLR2004
            return answer
        kept = _keep(key, answer.get_data(), before)
    response = _packed(kept) if takes_gzip() else Response(b"".join(kept.pieces), mimetype="text/html")
    response.set_etag(kept.etag + response.headers.get("Content-Encoding", ""))
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = REVALIDATE
    response.make_conditional(request)
    return response


def _packed(kept: Kept) -> Response:
    if not kept.packed:
        kept.packed = gzip.compress(b"".join(kept.pieces), LEVEL, mtime=0)
    head = {"Content-Encoding": "gzip", **({"X-Robots-Tag": "noindex"} if kept.hidden else {})}
    return Response(kept.packed, mimetype="text/html", headers=head)


def _for_member(render: Callable[[], Any], blank: Blank, parts: Mapping[str, Part]) -> Any:
    key = ("member", *blank.key, *_address())
    kept = _get(key)
    if kept is None:
        before = _state["generation"]
        page = _rendered_for(blank, render)
        if page is None:
            return render()
        kept = _keep(key, page, before)
    own = {**blank.own, **{name: make() for name, make in parts.items()}, TOKEN: generate_csrf()}
    own |= filled(name for piece in kept.pieces[1::2] if (name := piece.decode()) not in own)
    g.pop("owned", None)
    texts = [own[piece.decode()].encode() if odd % 2 else piece for odd, piece in enumerate(kept.pieces)]
    return Response(b"".join(texts), mimetype="text/html")


def _rendered_for(blank: Blank, render: Callable[[], Any]) -> bytes | None:
    """Render for the blank reader; none when it is not for them or no page."""
    reader = web.person()
    g.person, g.blank = blank.person, True
    try:
        with carrying(mark(TOKEN)):
            answer = make_response(render())
    except DomainError:
        return None
    finally:
        g.person = reader
        g.pop("blank")
    return answer.get_data() if answer.status_code == 200 else None  # noqa: PLR2004


def _get(key: Key) -> Kept | None:
    kept = _pages.get(key)
    fresh = kept is not None and monotonic() - kept.made < MAX_AGE_S
    _state["hits" if fresh else "misses"] += 1  # a lost count under load is no harm
    return kept if fresh else None


def _keep(key: Key, page: bytes, before: int) -> Kept:
    pieces = MARKED.split(page)
    kept = Kept(pieces, hashlib.sha256(page).hexdigest()[:32], monotonic(), len(page) * 5 // 4, says_noindex(page))
    with _lock:
        if not _state["on"] or before != _state["generation"] or len(key[-3]) > MAX_QUERY:
            return kept
        _state["bytes"] += kept.size - (_pages.pop(key).size if key in _pages else 0)
        _pages[key] = kept
        while _state["bytes"] > MAX_BYTES:
            _state["bytes"] -= _pages.popitem(last=False)[1].size
    return kept
