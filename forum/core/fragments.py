"""Pieces of pages that many readers share, with marks for what is each reader's own."""

import re
import secrets
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from sys import getsizeof

from flask import Flask, Response, g, has_request_context
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from forum.core import web

MOST_BYTES = 8_000_000
TOKEN = "token"  # noqa: S105 - the name of a mark
_SEED = secrets.token_hex(6)
MARKED = re.compile(f"qz{_SEED}([a-z]+[0-9]*)qz".encode())
PLACE = re.compile(r"([a-z]+)([0-9]+)")
_kept: dict[Hashable, str] = {}
_held = {"bytes": 0}
Filler = Callable[[Sequence[int]], Mapping[int, str]]
_fillers: dict[str, Filler] = {}


def mark(name: str) -> str:
    """Give the mark in the place of something of one's own: lower-case letters, then digits if need be."""
    return f"qz{_SEED}{name}qz"


def fragment(key: Hashable | None, render: Callable[[], str]) -> Markup:
    """Give a piece of a page, rendered once for a `key` that names everything it depends on but the reader's token.

    It outlives changes elsewhere, because the key would be another one. None: render it.
    """
    if key is None:
        return Markup(render())  # noqa: S704 - from a template
    html = _kept.get(key)
    if html is None:
        with carrying(mark(TOKEN)):
            html = str(render())
        _keep(key, html)
    needs = mark(TOKEN) in html
    return Markup(html.replace(mark(TOKEN), generate_csrf()) if needs else html)  # noqa: S704 - from a template


def forget() -> None:
    """Forget every piece."""
    _kept.clear()
    _held["bytes"] = 0


def _keep(key: Hashable, html: str) -> None:
    """Keep a piece; when there are too many, all others are forgotten. A lost count under load is no harm."""
    size = getsizeof(html)
    if _held["bytes"] + size > MOST_BYTES:
        forget()
    _held["bytes"] += size
    _kept[key] = html


@contextmanager
def carrying(text: str) -> Iterator[None]:
    """Let forms carry this in the place of a token."""
    before = g.get("csrf_token")
    g.csrf_token = text
    try:
        yield
    finally:
        if before is None:
            g.pop("csrf_token")
        else:
            g.csrf_token = before


def fills(kind: str) -> Callable[[Filler], Filler]:
    """Register what a member has in the places of a kind: asked once a page for all numbers, gives safe HTML."""

    def register(filler: Filler) -> Filler:
        _fillers[kind] = filler
        return filler

    return register


def personal(kind: str, number: int) -> Markup:
    """Leave a place on a page for what is each member's own about something, so that pages stay shared.

    Guests have nothing there.
    """
    if not has_request_context() or web.person().actor.id is None:
        return Markup()
    g.owned = True
    return Markup(mark(f"{kind}{number}"))  # noqa: S704 - letters and digits


def filled(names: Iterable[str]) -> dict[str, str]:
    """Give what stands in these places, by name; each kind is asked once, in the order in which it comes."""
    wanted: dict[str, dict[int, str]] = {}
    for name in names:
        if found := PLACE.fullmatch(name):
            wanted.setdefault(found[1], {})[int(found[2])] = name
    texts: dict[str, str] = {}
    for kind, numbers in wanted.items():
        given = _fillers[kind](list(numbers))
        texts |= {name: given.get(number, "") for number, name in numbers.items()}
    return texts


def fill(response: Response) -> Response:
    """Fill the places of a page that was rendered for one member alone."""
    if not g.pop("owned", False) or response.direct_passthrough:
        return response
    pieces = MARKED.split(response.get_data())
    if len(pieces) > 1:
        texts = filled(piece.decode() for piece in pieces[1::2])
        pieces[1::2] = [texts.get(name.decode(), "").encode() for name in pieces[1::2]]
        response.set_data(b"".join(pieces))
    return response


def init_app(app: Flask) -> None:
    """Fill what was left open in every answer."""
    app.after_request(fill)
