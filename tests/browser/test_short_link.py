"""An expert copies an answer's short link with one click; without scripts the page shows it."""

import re

SHORT = re.compile(r"http://127\.0\.0\.1:\d+/s/[2-9a-z]{7}")


def test_one_click_copies_the_short_link(enter, village):
    page = enter("Fachfrau", village.threads["solved"])
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kurzlink").first.click()
    page.get_by_text("Kurzlink kopiert").first.wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert SHORT.fullmatch(copied)
    page.goto(copied)
    assert "via=" not in page.url
    assert page.url.split("/t/")[1].startswith(village.threads["solved"].split("/t/")[1])


def test_without_scripts_the_page_shows_it(enter, village):
    page = enter("Fachfrau", village.threads["solved"], scripts=False)
    page.get_by_role("button", name="Kurzlink").first.click()
    page.get_by_role("heading", name="Kurzlinks").wait_for()
    if page.get_by_role("button", name="Kurzlink erstellen").count():
        page.get_by_role("button", name="Kurzlink erstellen").click()
    assert SHORT.search(page.locator("main").inner_text())
