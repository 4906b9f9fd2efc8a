"""Journeys in a real Chromium: contexts by width, theme and scripting that refuse every foreign host."""

from collections.abc import Callable, Iterator
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
            base_url=server.url, locale="de-CH", java_script_enabled=scripts, reduced_motion="reduce", **options
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
