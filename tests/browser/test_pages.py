"""Every page for everybody: axe-core finds nothing, nothing scrolls sideways, nothing fails, nobody else is asked."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.furnished import KEEPER, NEWCOMER, furnished
from tests.browser.village import Village
from tests.plugins.browser import too_wide
from tests.plugins.processes import Server

SIZES = [(360, "light"), (1280, "light")]  # every rule
COLOURS = [(360, "dark"), (768, "light"), (1280, "dark")]  # what colours and widths can change
CHANGING = """async () => {
    const found = await axe.run(document, {runOnly: {type: "rule", values: ["color-contrast", "target-size"]}});
    return found.violations.flatMap(broken => broken.nodes.map(node => `${broken.id}: ${node.html.slice(0, 160)}`));
}"""
LONG = {"/api/docs"}
"""Pages of thousands of elements, on which axe takes its time: looked at once in each of the two ways."""
LOUD = {"error", "warning"}
BLOCKED = "Service Worker registration blocked by Playwright"
SETTLED = "() => Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)))"
PAGES = {
    "": (
        *("/", "/c/", "/c/?kind=waiting", "/c/praemien", "/c/leistungen?kind=expert", "/tags/franchise"),
        *("{solved}", "{waiting}", "{talk}", "{news}", "{solved}/../{number}/reply", "/p/{best}/history"),
        *("/ask", "/search", "/search?q=franchise", "/search?q=quastenflosser"),
        *("/signup", "/signup/sent", "/login", "/forgot", "/goodbye", "/offline", "/nirgends"),
        *("/c/?kind=all", "/search?q=franchse", "/picker", "/picker/{top}", "/picker/{leaf}"),
        *("{pictured}", "/p/{changed}/history", "/api/docs", "/unsubscribe/{stop}", "/privacy"),
        *("/how-points-work", "/leaderboard", "/m/Bergdohle", "/m/Bergdohle/paths", "/rules", "/contact#portal"),
    ),
    KEEPER: (
        *("/bookmarks", "/following", "/fitting", "/drafts", "/ask", "/settings/tokens", "/settings/picture"),
        *("{pictured}", "{pictured}/../{number}/reply", "/c/praemien"),
    ),
    NEWCOMER: ("/", "/bookmarks", "/following", "/fitting", "/drafts"),
    "Fragende": (
        "/",
        "{solved}",
        "{family}",
        "{gone}",
        "/ask",
        "/my/questions",
        "/settings",
        "/m/Fragende",
        "/mandates",
    ),
    "Bergdohle": (
        *("/", "{solved}", "{waiting}", "/p/{best}/edit", "/mandates", "/moderation", "/leaderboard"),
        *("/u/{shown}/cover", "/fitting"),
        *("/m/Bergdohle", "/m/Bergdohle/points", "/m/Bergdohle/paths"),
    ),
    "Fachfrau": ("{solved}", "/m/Fachfrau", "/p/{changed}/link", "/fitting"),
    "Leitung": (
        *("/dashboard", "/dashboard/solved", "/dashboard/phases", "/mandates", "/mandates/1", "/moderation"),
        *(
            "{waiting}",
            "/m/Leitung",
            "/c/werkraum",
            "/dashboard/arrivals",
            "/moderation/pictures",
            "/moderation/masked",
        ),
        *("/webhooks", "/webhooks/{hook}", "/webhooks/{hook}?state=parked", "/p/{changed}/link"),
        *("/picker/edit", "/picker/edit/{leaf_id}"),
    ),
}


class Watched:
    """A page of somebody that notes every failed request, foreign host, script fault and word of the console."""

    def __init__(self, browser: Browser, server: Server, village: Village, handle: str) -> None:
        self.url, self.faults = server.url, []
        context = browser.new_context(
            base_url=server.url, locale="de-CH", reduced_motion="reduce", service_workers="block"
        )
        context.set_default_timeout(15_000)
        if handle:
            context.add_cookies([{**village.cookie(handle), "url": server.url}])
        self.page = context.new_page()
        self.page.on("console", lambda line: self.note(line.text, found=line.type in LOUD and BLOCKED not in line.text))
        self.page.on("pageerror", lambda error: self.note(str(error)))
        self.page.on("requestfailed", lambda request: self.note(f"{request.url} {request.failure}"))
        self.page.on("request", lambda request: self.note(request.url, found=not request.url.startswith(self.own)))
        self.page.on("response", lambda answer: self.note(f"{answer.status} {answer.url}", found=answer.status > 399))

    @property
    def own(self) -> tuple[str, ...]:
        return (self.url, "data:", "blob:")

    def note(self, what: str, *, found: bool = True) -> None:
        if found:
            self.faults.append(what)


@pytest.fixture(scope="module")
def places(village: Village) -> Iterator[dict[str, object]]:
    """Give what stands in the braces of PAGES."""
    number = village.threads["solved"].split("/")[2].split("-")[0]
    with furnished(village) as found:
        yield {**village.threads, **village.posts, **found, "number": number}


@pytest.fixture(scope="module")
def watched(
    browser: Browser, server: Server, village: Village, places: dict[str, object]
) -> Iterator[dict[str, Watched]]:
    everybody = {handle: Watched(browser, server, village, handle) for handle in PAGES}
    yield everybody
    for one in everybody.values():
        one.page.context.close()


def resize(page: Page, width: int, theme: str) -> None:
    page.set_viewport_size({"width": width, "height": 740 if width < 700 else 900})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.evaluate(SETTLED)


@pytest.mark.parametrize(("handle", "path"), [(who, path) for who, paths in PAGES.items() for path in paths])
def test_a_page_is_right_at_every_size_in_light_and_dark(watched, places, axe, handle, path):
    one = watched[handle]
    where = path.format(**places)
    one.faults.clear()
    resize(one.page, 1280, "light")
    answer = one.page.goto(where)
    missing = path == "/nirgends"
    assert answer.status == (404 if missing else 200)
    assert one.page.get_by_role("heading", level=1).count() == 1
    sizes, colours = (SIZES[:1], COLOURS[2:]) if path in LONG else (SIZES, COLOURS)
    for width, theme in sizes:
        resize(one.page, width, theme)
        assert (width, theme, too_wide(one.page)) == (width, theme, [])
        assert (width, theme, axe(one.page)) == (width, theme, [])
    for width, theme in colours:
        resize(one.page, width, theme)
        assert (width, theme, too_wide(one.page)) == (width, theme, [])
        assert (width, theme, one.page.evaluate(CHANGING)) == (width, theme, [])
    resize(one.page, 320, "light")
    assert too_wide(one.page) == []
    assert [fault for fault in one.faults if not (missing and "404" in fault)] == []


@pytest.mark.parametrize(("width", "handle"), [(320, "Fragende"), (360, "Fragende"), (360, "")])
def test_the_bar_of_a_phone_keeps_its_words_apart_from_the_edge(watched, width, handle):
    page = watched[handle].page
    page.goto("/")
    resize(page, width, "light")
    edge = page.locator(".tabbar a").last.evaluate(
        "last => { const words = document.createRange(); words.selectNodeContents(last);"
        " return words.getBoundingClientRect().right }"
    )
    assert edge <= width - 2


def test_a_newcomers_welcome_stands_above_the_lists_on_a_phone(watched):
    page = watched[NEWCOMER].page
    page.goto("/")
    resize(page, 360, "light")
    welcome, lists = (page.locator(f"#{name}").bounding_box() for name in ("welcome", "waiting"))
    assert welcome["y"] < lists["y"]
