"""The map of the site: one file up to 50,000 addresses, above that an index of files; written while it is read."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from xml.sax.saxutils import escape

from flask import Response, stream_with_context

from forum.core.errors import NotVisible
from forum.core.limits import limiter
from forum.reach import queries
from forum.reach.views.room import base, blueprint

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
CHUNK = 40_000
"""Thread numbers a file: with topics, tags and fixed pages the only file stays below the 50,000 that are allowed."""
FIXED = ("/", "/c/", "/rules", "/how-points-work", "/privacy", "/accessibility", "/imprint", "/contact")
OFTEN = "20 per minute"


@blueprint.get("/sitemap.xml")
@limiter.limit(OFTEN)
def sitemap() -> Response:
    """Give every address for search engines, or the index of the files that do."""
    last = queries.last_id()
    if last <= CHUNK:
        return _answer(_addresses(chain(_lists(), queries.places(0, last))))
    threads = queries.files(CHUNK)
    newest = max((at for _number, at in threads), default=None)
    files: list[tuple[int, datetime | None]] = [(0, newest), *threads]
    rows = (_row("sitemap", f"/sitemap-{number}.xml", at) for number, at in files)
    return _answer(chain([f"{HEAD}<sitemapindex {NAMESPACE}>\n"], rows, ["</sitemapindex>\n"]))


@blueprint.get("/sitemap-<id:number>.xml")
@limiter.limit(OFTEN)
def sitemap_part(number: int) -> Response:
    """Give one file of the index: 0 the lists, then threads by number."""
    last = queries.last_id()
    if last <= CHUNK or number > -(-last // CHUNK):
        raise NotVisible
    places = queries.places((number - 1) * CHUNK, number * CHUNK) if number else _lists()
    return _answer(_addresses(places))


def _lists() -> Iterator[tuple[str, datetime | None]]:
    yield from ((path, None) for path in FIXED)
    yield from queries.lists()


def _addresses(places: "Iterator[tuple[str, datetime | None]] | Iterator[tuple[str, datetime]]") -> Iterator[str]:
    yield f"{HEAD}<urlset {NAMESPACE}>\n"
    yield from (_row("url", path, changed) for path, changed in places)
    yield "</urlset>\n"


def _row(kind: str, path: str, changed: datetime | None) -> str:
    when = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed is not None else ""
    return f"<{kind}><loc>{escape(base() + path)}</loc>{when}</{kind}>\n"


def _answer(rows: Iterator[str]) -> Response:
    answer = Response(stream_with_context(_blocks(rows)), mimetype="application/xml")
    answer.headers["Cache-Control"] = "public, max-age=600"
    return answer


def _blocks(rows: Iterator[str]) -> Iterator[str]:
    """Put rows together: one small piece on the wire each would cost more than the rows."""
    kept: list[str] = []
    for row in rows:
        kept.append(row)
        if len(kept) >= queries.BATCH:
            yield "".join(kept)
            kept.clear()
    yield "".join(kept)
