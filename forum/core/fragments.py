"""Pieces of pages that many readers share, with marks for what is each reader's own."""

import re
import secrets
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from flask import g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

MOST = 4_000
TOKEN = "token"  # noqa: S105 - the name of a mark
_SEED = secrets.token_hex(6)
MARKED = re.compile(f"qz{_SEED}([a-z]+)qz".encode())
_kept: dict[Hashable, str] = {}


def mark(name: str) -> str:
    """Give the mark that a blank reader has in the place of something of one's own: lower-case letters only."""
    return f"qz{_SEED}{name}qz"


def fragment(key: Hashable | None, render: Callable[[], str]) -> Markup:
    """Give a piece of a page, rendered once for a `key` that names everything it depends on but the reader's token.

    It outlives changes elsewhere, because the key would be another one. None: render it.
    """
    if key is None:
        return Markup(render())  # noqa: S704 - from a template
    html = _kept.get(key)
    if html is None:
        if len(_kept) >= MOST:
            _kept.clear()
        with carrying(mark(TOKEN)):
            html = _kept[key] = str(render())
    needs = mark(TOKEN) in html
    return Markup(html.replace(mark(TOKEN), generate_csrf()) if needs else html)  # noqa: S704 - from a template


def forget() -> None:
    """Forget every piece."""
    _kept.clear()


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
