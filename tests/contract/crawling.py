"""A crawl: every address of the url map, then every link, fragment and GET form that the pages name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from flask.testing import FlaskClient

TOKEN = re.compile(r"cnry[a-z]+")
ATTRIBUTE = re.compile(r'\s(?:href|src|action|formaction|content|data-[\w-]+)="([^"\s]+)"')
ELEMENT = re.compile(r"<(?:loc|id|link|uri)>([^<\s]+)</")
START = re.compile(r"[/?]|https?://")
OURS = re.compile(r"/|(?:https?://(?:localhost|127\.0\.0\.1)(?::\d+)?/)")
MOST = 4_000
VARIANTS = 12  # addresses of one path that differ in their parameters only
SKIPPED = re.compile(r"/static/|/(?:theme|voice)\b|/logout\b")


@dataclass
class Crawl:
    """What one visitor was told: `met` tokens by the addresses that told them, `paths` that were asked."""

    met: dict[str, list[str]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def visit(self, visitor: FlaskClient, begin: Iterable[str], *, follow: bool = True) -> "Crawl":
        """Ask for addresses, and (`follow`) for what they lead to, as long as there is something new."""
        waiting, variants = list(begin), {}
        while waiting and len(self.paths) < MOST:
            path = waiting.pop()
            bare = path.partition("?")[0]
            if path in self.paths or (follow and variants.get(bare, 0) >= VARIANTS):
                continue
            self.paths.add(path)
            variants[bare] = variants.get(bare, 0) + ("?" in path)
            text, found = self._ask(visitor, path)
            if follow:
                waiting += [one for one in leading(text, path, found) if one not in self.paths]
        return self

    def _ask(self, visitor: FlaskClient, path: str) -> tuple[str, str]:
        answer = visitor.get(path)
        text = f"{answer.headers}\n{answer.get_data().decode('utf-8', 'replace')}"
        status, kind, to = answer.status_code, answer.mimetype, answer.headers.get("Location", "")
        answer.close()
        if status >= 500:
            self.broken.append(path)
        named = unquote(path if status != 200 else urlsplit(path).query)  # what a visitor names is no news to them
        for token in set(TOKEN.findall(text)) - set(TOKEN.findall(named)):
            self.met.setdefault(token, []).append(path)
        return text if kind == "text/html" or "xml" in kind else "", to


def leading(page: str, here: str, to: str) -> Iterable[str]:
    """Give the paths of ours that a page, feed or redirect leads to, wherever they stand."""
    found = [to, *ATTRIBUTE.findall(page), *ELEMENT.findall(page)]
    yield from filter(None, (ours(urljoin(here, unescape(target).strip())) for target in found if START.match(target)))


def ours(target: str) -> str:
    """Give the path and parameters of an address of ours, in one spelling; nothing for others."""
    parts = urlsplit(target)
    if not OURS.match(target) or " " in target or parts.path.startswith("//") or SKIPPED.match(parts.path):
        return ""
    query = urlencode(sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "next"))
    return quote(unquote(parts.path), safe="/:@'!$&()*+,;=~") + (f"?{query}" if query else "")
