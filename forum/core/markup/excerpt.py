"""Text without markup, for cards, feeds, mails and the search index."""

from html.parser import HTMLParser

from forum.core.markup.caps import MAX_SOURCE, clean_text
from forum.core.markup.parser import PARSER

_BLOCKS = "p br hr h1 h2 h3 h4 h5 h6 blockquote ul ol li pre table tr th td div"
_BREAKING = frozenset(_BLOCKS.split())
ELLIPSIS = "…"


class _Text(HTMLParser):
    """Collects character data; block elements and line breaks become a space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKING:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING:
            self.parts.append(" ")


def plain_html(html: str, limit: int | None = None) -> str:
    """Text of rendered HTML on one line, cut at a word within `limit` characters (ellipsis included)."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    return _cut(" ".join("".join(reader.parts).split()), limit)


def plain(source: str, limit: int | None = None) -> str:
    """Text of a Markdown source on one line; see `plain_html`. Longer sources are read to their cap."""
    return plain_html(clean_text(PARSER.render(clean_text(source[:MAX_SOURCE]), {})), limit)


def _cut(text: str, limit: int | None) -> str:
    if limit is None or len(text) <= limit:
        return text
    head = text[: max(0, limit - 1)]
    at_word = head.rsplit(" ", 1)[0] if text[len(head)] != " " else head
    return at_word.rstrip(" ,;:.–-") + ELLIPSIS if len(at_word) > limit // 2 else head + ELLIPSIS
