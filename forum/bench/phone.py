"""`forum bench phone`: a cold visit on a slow phone (4× slower processor, slow 4G), and how it answers a finger."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from forum.bench import targets
from forum.bench.figures import Figure
from forum.bench.lighthouse import CHROMIUM
from forum.bench.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLOWER = 4
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
"""Milliseconds, bytes a second."""
PHONE = {"viewport": {"width": 360, "height": 780}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
WATCH = """() => {
    window.seen = {paint: 0, shift: 0, slowest: 0};
    const note = (type, take, more = {}) => new PerformanceObserver(list => list.getEntries().forEach(take))
        .observe({type, buffered: true, ...more});
    note("largest-contentful-paint", entry => { window.seen.paint = entry.startTime; });
    note("layout-shift", entry => { if (!entry.hadRecentInput) window.seen.shift += entry.value; });
    note("event", entry => { window.seen.slowest = Math.max(window.seen.slowest, entry.duration); },
        {durationThreshold: 16});
}"""
PAUSE_MS = 700


def measure_phone(site: Site) -> Iterator[Figure]:
    """Visit home and thread as a guest whose browser knows nothing yet."""
    base = f"http://127.0.0.1:{site.settings.port}"
    with _browser() as browser:
        for page in ("home", "thread"):
            for name, (value, unit) in visit(browser, base + site.paths(page)[0]).items():
                yield Figure("phone", f"{page} {name}", 1, value, unit, targets.PHONE[name])


def visit(browser: "Browser", address: str) -> dict[str, tuple[float, str]]:
    """Open a page cold, wait until nothing moves, touch it; give every figure with its unit."""
    context = browser.new_context(**PHONE, service_workers="block")  # type: ignore[arg-type]
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sent, done = set[str](), dict[str, float]()
    wire.on("Network.requestWillBeSent", lambda told: sent.add(told["requestId"]))
    wire.on("Network.loadingFinished", lambda told: done.update({told["requestId"]: told["encodedDataLength"]}))
    for method, options in (("Network.enable", {}), ("Network.emulateNetworkConditions", SLOW_4G)):
        wire.send(method, options)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(f"({WATCH})()")
    page.goto(address, wait_until="networkidle")
    page.wait_for_function("() => window.seen.paint > 0")  # told later than the network falls silent
    first = page.evaluate("() => ({...window.seen})")
    _touch(page)
    last = page.evaluate("() => ({...window.seen})")
    context.close()
    return {
        "requests": (len(sent), "requests"),
        "bytes": (sum(done.values()), "bytes"),
        "largest paint": (first["paint"], "ms"),
        "layout shift": (last["shift"], "score"),
        "interaction": (last["slowest"], "ms"),
    }


def _touch(page: "Page") -> None:
    """Do what people do first: open a menu, type into the first field."""
    menu = page.locator("main details.menu summary")
    if menu.count():
        menu.first.tap()
        page.wait_for_timeout(PAUSE_MS)
    field = page.locator("main input[type=search], main input[type=text], main textarea")
    if field.count():
        field.first.tap()
        page.keyboard.type("Franchise", delay=60)
    page.wait_for_timeout(PAUSE_MS)


@contextmanager
def _browser() -> "Iterator[Browser]":

    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of developers, not of servers

    path: Any = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield found
        found.close()
