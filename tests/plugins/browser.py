"""Journeys in a real Chromium: contexts by width, theme and scripting that refuse every foreign host."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.plugins.processes import Server
from tests.plugins.servers import needs

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"phone": (360, 780), "desk": (1280, 900)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let everything that drives a browser run on one worker, one after the other, under the mark `chromium`."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.chromium)
            item.add_marker(pytest.mark.xdist_group("processes"))
        elif {"serve", "server"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("processes"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium a run."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=needs("chromium"), args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Open a page as a new person: `visit("/ask", width="phone", theme="dark", scripts=False)`."""
    foreign: list[str] = []
    errors: list[str] = []
    contexts: list[BrowserContext] = []

    def guard(route: Route) -> None:
        if route.request.url.startswith((server.url, "data:", "blob:")):
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    def new(path: str | None = "/", *, width: str = "desk", theme: str = "light", scripts: bool = True) -> Page:
        wide, high = WIDTHS[width]
        options: dict[str, Any] = {"viewport": {"width": wide, "height": high}, "color_scheme": theme}
        context = browser.new_context(
            base_url=server.url,
            locale="de-CH",
            java_script_enabled=scripts,
            reduced_motion="reduce",
            service_workers="block",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None)
        if path is not None:
            page.goto(path)
        return page

    yield new
    for context in contexts:
        context.close()
    assert foreign == [], f"a page asked another host: {foreign}"
    assert errors == [], f"scripts failed or the CSP refused something: {errors}"


@pytest.fixture
def page(visit: Callable[..., Page]) -> Page:
    """A guest's page on a desk, light, nothing opened yet."""
    return visit(None)


AXE = Path(__file__).resolve().parents[2] / "static" / "vendor" / "axe.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """List what axe-core finds on a page (WCAG 2.2 A and AA, best practice): `assert axe(page) == []`."""
    if not AXE.exists():
        pytest.fail("axe-core is not here: python -m forum.assets --dev", pytrace=False)
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
        return [
            f"{page.url} {broken['id']}: {node['html'][:160]} ({node['failureSummary'].splitlines()[-1].strip()})"
            for broken in found["violations"]
            for node in broken["nodes"]
        ]

    return violations


def too_wide(page: Page) -> list[str]:
    """List the elements that make a page scroll sideways; none is right."""
    script = """() => {
        const wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= wide) return [];
        return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1)
            .slice(0, 5).map(e => e.outerHTML.slice(0, 160));
    }"""
    return list(page.evaluate(script))
