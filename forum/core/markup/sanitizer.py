"""The allow-list: what may stand in members' HTML at all. Everything else is shown as text or dropped."""

import re
import threading

from bleach.sanitizer import Cleaner

from forum.core.markup.caps import PICTURE_PATH

_TAGS = "p br hr h3 h4 h5 h6 blockquote ul ol li pre code em strong s a img table thead tbody tr th td"
TAGS = frozenset(_TAGS.split())
PROTOCOLS = frozenset({"http", "https", "mailto"})
_CLASSES = re.compile(r"(?:mention|align-(?:left|center|right)|language-[\w+#.-]{1,30})")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")
_TARGET = re.compile(r"(?:https?:|mailto:|[^:/?#]*(?:[/?#]|$))", re.IGNORECASE)
_PLAIN = {"a": {"title", "rel"}, "img": {"alt", "title"}, "ol": {"start"}}
_CLASSED = frozenset({"a", "th", "td", "code"})


def _allowed(tag: str, name: str, value: str) -> bool:
    """Say whether an attribute stays. No id or name: nothing of a member's can shadow a global of a page."""
    if name == "class":
        return tag in _CLASSED and _CLASSES.fullmatch(value) is not None
    if name == "src":
        return tag == "img" and PICTURE_PATH.fullmatch(value) is not None
    if name == "href":
        return tag == "a" and _TARGET.match(_IGNORED.sub("", value)) is not None
    if name == "start":
        return tag == "ol" and value.isascii() and value.isdigit()
    return name in _PLAIN.get(tag, ())


class _PerThread(threading.local):
    """A cleaner per thread: html5lib's parser holds state, and building one costs as much as a short text."""

    def __init__(self) -> None:
        self.cleaner = Cleaner(tags=TAGS, attributes=_allowed, protocols=PROTOCOLS)


_CLEANERS = _PerThread()


def sanitize(html: str) -> str:
    """Give `html` reduced to the allow-list; the last step before it is stored and marked safe."""
    return str(_CLEANERS.cleaner.clean(html))
