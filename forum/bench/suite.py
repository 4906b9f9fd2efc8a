"""One run: prepare, measure the bare route, measure what was asked for on the real server, look at its memory."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from forum.bench import targets
from forum.bench.answers import measure_answers
from forum.bench.bombs import measure_bombs
from forum.bench.client import client
from forum.bench.figures import Figure, Load, burden
from forum.bench.finding import many, measure_hostile, measure_similar
from forum.bench.lighthouse import measure_lighthouse
from forum.bench.pages import PAGES, measure_page
from forum.bench.phone import measure_phone
from forum.bench.plan import Size
from forum.bench.processes import free_port, serving
from forum.bench.recorded import measure_import
from forum.bench.replies import measure_replies
from forum.bench.shield import measure_shield
from forum.bench.site import Site, prepare, settle
from forum.config import Settings
from forum.core import clock

NAMES = (*PAGES, "reply", "answers", "bombs", "shield", "lighthouse", "phone", "similar", "import")
BY_ITSELF = frozenset({"bombs", "shield", "similar", "import"})  # need another community or no server


@dataclass(frozen=True, slots=True)
class Tools:
    """What the composition root lends: the application for settings, the web server's command, progress."""

    make: Callable[[Settings], Any]
    server: Callable[[Settings], Sequence[str]]
    progress: Callable[[int, int], None]

    def prepared(self, settings: Settings, size: Size) -> Site:
        """Fill a data folder, saying how far it is, or take the one that is there."""
        return prepare(self.make, settings, size, lambda done: self.progress(done, size.threads))


def run(names: Sequence[str], scale: float, folder: Path, tools: Tools) -> Iterator[Figure]:
    """Measure the named things in a data folder."""
    if "shield" in names:
        yield from measure_shield()
    if set(names) - BY_ITSELF:
        yield from _serve(names, scale, folder, tools)
    if "similar" in names:
        yield from _find(scale, folder, tools)
    if "bombs" in names:
        yield from measure_bombs()
    if "import" in names:
        data = folder / "import"
        settings = Settings(data_dir=data, limits="off")
        yield from measure_import(folder, environment(settings), scale)


def _serve(names: Sequence[str], scale: float, folder: Path, tools: Tools) -> Iterator[Figure]:
    settings = Settings(data_dir=folder / "data", port=free_port(), limits="off")
    site = tools.prepared(settings, sized(scale))
    bare = measure_bare(site, tools, folder)
    yield Figure("bare route", "", bare.n, bare.cpu_ms, "ms CPU", detail={"p50_ms": bare.p50_ms, "p95_ms": bare.p95_ms})
    command = [sys.executable, "-m", "forum.cli", "run"]
    with serving(command, settings.port, environment(settings), "/readyz", folder / "server.log") as server:
        settle(site)
        for page in PAGES:
            if page in names:
                yield from measure_page(page, site, server, bare)
        if "search" in names:
            yield from measure_hostile(server)
        if "reply" in names:
            yield from measure_replies(site, server, bare)
        if "answers" in names:
            yield from measure_answers(site, server)
        if "lighthouse" in names:
            yield from measure_lighthouse(site)
        if "phone" in names:
            yield from measure_phone(site)
        yield Figure("memory", "", len(server.family()), server.memory(), "bytes memory", targets.MEMORY_BYTES)


def _find(scale: float, folder: Path, tools: Tools) -> Iterator[Figure]:
    """Serve a community of many questions and look for things in it."""
    settings = Settings(data_dir=folder / "questions", port=free_port(), limits="off")
    size = many(sized(scale))
    site = tools.prepared(settings, size)
    command = [sys.executable, "-m", "forum.cli", "run"]
    with serving(command, settings.port, environment(settings), "/readyz", folder / "server.log") as server:
        settle(site)
        yield from measure_similar(server, size.threads)
        yield from measure_hostile(server)


def sized(scale: float) -> Size:
    """Give the size of the community at a scale, living until this hour."""
    return Size.scaled(scale, clock.now().replace(minute=0, second=0, microsecond=0))


def measure_bare(site: Site, tools: Tools, folder: Path) -> Load:
    """Measure a route that does nothing on the same server with the same options."""
    settings = replace(site.settings, port=free_port())
    *options, _ours = tools.server(settings)
    command = [*options, "forum.bench.bare:app"]
    with (
        serving(command, settings.port, environment(settings), "/", folder / "bare.log") as server,
        client(server) as visitor,
    ):
        return burden(server, lambda _number: visitor.get("/"))


def environment(settings: Settings) -> dict[str, str]:
    """Give an environment for a process on these settings, without any other of ours."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("FORUM_")}
    ours = {"FORUM_DATA_DIR": str(settings.data_dir), "FORUM_PORT": str(settings.port), "FORUM_LIMITS": "off"}
    return {**inherited, **ours}
