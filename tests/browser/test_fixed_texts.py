"""A guest reads the fixed texts on a phone and on a desk, light and dark."""

import pytest

from tests.plugins.browser import too_wide

PAGES = {
    "/rules": "Stubenregeln",
    "/privacy": "Datenschutz",
    "/imprint": "Impressum",
    "/accessibility": "Barrierefreiheit",
    "/contact": "Kontakt & Telefon",
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "theme"), [("phone", "light"), ("desk", "dark")])
def test_a_text_is_readable_for_everybody(visit, axe, path, width, theme):
    page = visit(path, width=width, theme=theme)
    assert page.get_by_role("heading", level=1).inner_text() == PAGES[path]
    assert axe(page) == []
    assert too_wide(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_link_of_a_text_is_dead(visit, path):
    page = visit(path, scripts=False)
    links = page.locator("main a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    for link in set(links):
        assert page.request.get(link).ok, link
