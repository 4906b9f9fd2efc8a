"""du, Sie, English: the switch works for guests and members, and no page mixes voices."""

import re

import pytest
from playwright.sync_api import Page, expect

from forum.core.i18n import catalogue
from tests.browser.steps import t
from tests.contract.test_catalogue import INFORMAL

PAGES = ("/", "/c/", "/ask", "/login", "/signup", "/forgot", "/search?q=quastenflosser", "/how-points-work", "/rules")
MEMBER_PAGES = ("/my/questions", "/settings", "/mandates", "/leaderboard")


def said(page: Page) -> str:
    """What the page itself says: not what members wrote, not the names of topics and stages."""
    parts = page.locator("h1, h2, label, legend, button, .hint, .pagehead p, .btn, .plate, .tabbar a, .nav a, .foot p")
    text = "\n".join(parts.all_inner_texts())
    return re.sub("Prämien und Franchise|Leistungen und Rechnungen|Familie und Vorsorge|Deutsch, du", "", text)


def formal(msgid: str) -> str:
    return str(catalogue("de-formal").get(msgid, msgid))


def german() -> set[str]:
    """German translations that are no English words and long enough to be told apart."""
    texts = [text for text in catalogue("de").values() if isinstance(text, str)]
    return {text for text in texts if len(text) > 12 and "%" not in text and "{" not in text}


@pytest.mark.parametrize("path", PAGES)
def test_english_pages_hold_no_german(visit, village, path):
    page = visit("/")
    page.get_by_role("contentinfo").get_by_role("link", name="English").click()
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    lines = set(said(page).split("\n"))
    assert lines & german() == set()
    assert not re.search(r"\b(und|oder|nicht|deine?|Frage|Antwort)\b", said(page))


def test_sie_is_chosen_in_the_footer_and_never_mixed_with_du(visit, village):
    page = visit("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Deutsch, Sie").click()
    for path in PAGES:
        page.goto(path)
        wrong = [line for line in said(page).split("\n") if INFORMAL.search(line)]
        assert wrong == [], path


def test_members_choose_in_their_settings(enter, village):
    page = enter(village.person(), "/settings")
    page.get_by_label(t("How shall we speak to you?")).select_option("de-formal")
    page.locator("form[action='/settings/language'] button").click()
    for path in (*PAGES, *MEMBER_PAGES):
        page.goto(path)
        wrong = [line for line in said(page).split("\n") if INFORMAL.search(line)]
        assert wrong == [], path
    page.goto("/settings")
    page.get_by_label(formal("How shall we speak to you?")).select_option("en")
    page.locator("form[action='/settings/language'] button").click()
    for path in (*PAGES, *MEMBER_PAGES):
        page.goto(path)
        assert set(said(page).split("\n")) & german() == set(), path
