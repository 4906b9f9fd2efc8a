"""Pages as guests and members get them: ratio to the bare route, statements, size."""

import gzip
from collections.abc import Callable, Iterator

from forum.bench import targets
from forum.bench.client import Client, client
from forum.bench.figures import Figure, Load, burden
from forum.bench.processes import Serving
from forum.bench.site import WRITER, Site

PAGES = ("thread", "home", "list", "profile", "leaderboard", "search")
KINDS = ("guest", "guest, rendered", "member", "writer")
"""From memory; made anew for every request; a reader who holds nothing here; one of those who take part everywhere."""


def measure_page(page: str, site: Site, server: Serving, bare: Load) -> Iterator[Figure]:
    """Measure a page for guests from memory, for guests when it is made anew, and signed in."""
    cookies = {"member": site.cookie(site.member), "writer": site.cookie(WRITER)}
    for who in KINDS:
        cookie = cookies.get(who, "")
        with client(server, cookie) as visitor:
            load = burden(server, sender(visitor, site.paths(page), fresh="rendered" in who))
            html = visitor.get(site.paths(page)[0])
        detail = {"cpu_ms": load.cpu_ms, "p50_ms": load.p50_ms, "p95_ms": load.p95_ms}
        detail |= {"gzip_bytes": len(gzip.compress(html)), "html_bytes": len(html)}
        target = targets.RATIO.get((page, who))
        yield Figure(page, who, load.n, load.cpu_ms / bare.cpu_ms, "×", target, detail=detail)
        if who != "guest":
            counted = site.statements(site.paths(page)[0], cookie)
            limit = targets.STATEMENTS["member" if cookie else "guest"] if page in {"thread", "list"} else None
            yield Figure(page, who, 1, counted, "statements", limit)
        if (page, who) == ("thread", "guest"):
            yield Figure(page, who, 1, detail["gzip_bytes"], "bytes gzip", targets.GZIP_BYTES)


def sender(visitor: Client, paths: list[str], *, fresh: bool) -> Callable[[int], object]:
    """Go round the paths; `fresh` adds a number that no page in memory has."""

    def send(number: int) -> object:
        path = paths[number % len(paths)]
        join = "&" if "?" in path else "?"
        return visitor.get(f"{path}{join}n={number}" if fresh else path)

    return send
