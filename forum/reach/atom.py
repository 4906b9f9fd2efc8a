"""Writes a feed (RFC 4287) from plain values; everything is escaped, and characters that XML forbids are left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM = "http://www.w3.org/2005/Atom"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""When an empty feed changed last."""
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry; `path` is its address, `name` what never changes of it."""

    path: str
    name: str
    title: str
    html: str
    author: str
    topic: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed: where it stands, which page it is about, what is in it (newest first)."""

    base: str
    path: str
    about: str
    title: str
    subtitle: str
    lang: str
    items: Sequence[Item]

    @property
    def updated(self) -> datetime:
        """When something in it changed last."""
        return max((item.updated for item in self.items), default=NEVER)


def write(feed: Feed) -> bytes:
    """Give the feed as UTF-8 XML."""
    root = Element("feed", {"xmlns": ATOM, BASE: f"{feed.base}/", LANG: feed.lang})
    _text(root, "id", _id(feed.base, feed.path))
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(feed.updated))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.base + feed.path)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.base + feed.about)
    for item in feed.items:
        _entry(root, feed.base, item)
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + written


def _entry(root: Element, base: str, item: Item) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "id", _id(base, item.name))
    _text(entry, "title", item.title)
    _text(SubElement(entry, "author"), "name", item.author)
    SubElement(entry, "link", rel="alternate", type="text/html", href=base + item.path)
    SubElement(entry, "category", term=_allowed(item.topic))
    _text(entry, "published", _moment(item.published))
    _text(entry, "updated", _moment(item.updated))
    _text(entry, "content", item.html, type="html")


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = _allowed(text)


def _allowed(text: str) -> str:
    return FORBIDDEN.sub("", text)


def _id(base: str, name: str) -> str:
    return f"tag:{urlsplit(base).hostname},2026:{name.lstrip('/')}"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
