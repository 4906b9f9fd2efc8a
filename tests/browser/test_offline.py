"""Without a network: a page that says so, nothing private kept on the device, and everything gone after signing out."""

import re

import pytest

KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) found.push([request.url, await (await cache.match(request)).text()]);
    }
    return found;
}"""
READY = "() => navigator.serviceWorker.ready.then(() => true)"


@pytest.fixture
def person(browser, server, village):
    """A member's browser that lets the service worker in."""
    context = browser.new_context(base_url=server.url, locale="de-CH", reduced_motion="reduce", service_workers="allow")
    context.set_default_timeout(15_000)
    context.add_cookies([{**village.cookie("Fragende"), "url": server.url}])
    yield context.new_page()
    context.close()


def test_without_a_network_the_hut_is_there_and_the_way_back(person, village):
    person.goto("/settings")
    assert person.evaluate(READY)
    person.goto("/my/questions")
    person.context.set_offline(True)
    person.goto("/")
    assert person.get_by_role("heading", level=1).inner_text() == "Kein Netz im Tal"
    person.context.set_offline(False)
    person.get_by_role("link", name="Nochmals versuchen").click()
    person.wait_for_url(re.compile(r"/$"))
    assert person.get_by_role("heading", level=1).inner_text() != "Kein Netz im Tal"


SPOKEN = """(language) => new Promise(done => {
    const spoken = () => navigator.serviceWorker.controller?.scriptURL.endsWith(language);
    const look = () => (spoken() ? done(true) : setTimeout(look, 50));
    look();
})"""


def test_it_says_so_in_the_language_of_the_page_before(browser, server):
    context = browser.new_context(base_url=server.url, locale="de-CH", reduced_motion="reduce", service_workers="allow")
    context.set_default_timeout(15_000)
    page = context.new_page()
    for language, said in (("en", "No network in the valley"), ("de", "Kein Netz im Tal")):
        page.goto(f"/voice?to={language}&next=/contact")
        assert page.evaluate(SPOKEN, f"lang={language}")
        context.set_offline(True)
        page.goto("/")
        assert page.get_by_role("heading", level=1).inner_text() == said
        assert page.locator("html").get_attribute("lang").startswith(language)
        context.set_offline(False)
    context.close()


def test_only_built_files_and_a_guests_page_are_kept(person):
    for path in ("/settings", "/", "/my/questions", "/api/v1/categories"):
        person.goto(path)
    assert person.evaluate(READY)
    person.reload()
    kept = person.evaluate(KEPT)
    assert kept
    for url, text in kept:
        path = url.removeprefix(person.url.split("/", 3)[0] + "//").split("/", 1)[1]
        assert path.startswith(("offline?lang=", "static/build/")), url
        assert "Fragende" not in text
        assert 'name="csrf_token"' not in text
    person.goto("/settings")
    person.get_by_role("navigation").first.wait_for()
    person.evaluate("() => document.querySelector('form[action=\"/logout\"]').submit()")
    person.wait_for_url(re.compile(r"/$"))
    assert all("Fragende" not in text for _url, text in person.evaluate(KEPT))
