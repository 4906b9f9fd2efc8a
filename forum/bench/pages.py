"""Pages as guests and members get them: ratio to the bare route, statements, size."""

import gzip
from collections.abc import Callable, Iterator

from forum.bench import targets
from forum.bench.client import Client, client
from forum.bench.figures import Figure, Load, burden
from forum.bench.processes import Serving
from forum.bench.site import Site

PAGES = ("thread", "home", "list", "profile", "leaderboard", "search")
KINDS = ("guest", "guest, rendered", "member")


def measure_page(page: str, site: Site, server: Serving, bare: Load) -> Iterator[Figure]:
    """Measure a page for guests from memory, for guests when it is made anew, and signed in."""
    member = site.cookie(site.member)
    for who in KINDS:
        cookie = member if who == "member" else ""
        with client(server, cookie) as visitor:
            load = burden(server, sender(visitor, site.paths(page), fresh="rendered" in who))
            html = visitor.get(site.paths(page)[0])
        detail = {"cpu_ms": load.cpu_ms, "p50_ms": load.p50_ms, "p95_ms": load.p95_ms}
        detail |= {"gzip_bytes": len(gzip.compress(html)), "html_bytes": len(html)}
        target = targets.RATIO.get((page, who))
        yield Figure(page, who, load.n, load.cpu_ms / bare.cpu_ms, "×", target, detail=detail)
        if who != "guest":
            counted = site.statements(site.paths(page)[0], cookie)
            yield Figure(page, who, 1, counted, "statements", targets.STATEMENTS[who.split(",")[0]])
        if (page, who) == ("thread", "guest"):
            yield Figure(page, who, 1, detail["gzip_bytes"], "bytes gzip", targets.GZIP_BYTES)


def sender(visitor: Client, paths: list[str], *, fresh: bool) -> Callable[[int], object]:
    """Go round the paths; `fresh` adds a number that no page in memory has."""

    def send(number: int) -> object:
        path = paths[number % len(paths)]
        join = "&" if "?" in path else "?"
        return visitor.get(f"{path}{join}n={number}" if fresh else path)

    return send
