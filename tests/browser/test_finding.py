"""Finding: a slip leads to the solved thread, nothing found leads to asking, signposts lead who lacks the words."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from forum.accounts.queries import by_handle
from forum.core.db import transaction
from forum.threads import actions, queries
from tests.browser.steps import button, send_question, t, title, typed

ROUNDS = 150
NOWHERE = "Quastenflosser fürs Aquarium versichern"


def look_for(page: Page, words: str) -> None:
    """Type words into the box of the page of results and send them by the keyboard."""
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill(words)
    box.press("Enter")
    page.wait_for_url("**/search?**")


def until_indexed(page: Page, words: str, found: str) -> None:
    """Look again until the worker has taken a thread into the index."""
    for _round in range(ROUNDS):
        page.goto(f"/search?q={words}")
        if page.get_by_role("link", name=found).count():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{found} was never found")


@pytest.mark.parametrize(("scripts", "width"), [(True, "desk"), (True, "phone"), (False, "phone")])
def test_a_search_with_a_slip_leads_to_the_solved_thread(visit, village, scripts, width):
    page = visit("/search", scripts=scripts, width=width)
    until_indexed(page, "franchise ändern", "Wie ändere ich die Franchise?")
    page.goto("/")
    look_for(page, "Frnachise ändern")
    expect(page.get_by_text(t("Did you mean"))).to_be_visible()
    meant = page.get_by_role("link", name="Franchise ändern")
    expect(meant.locator("b")).to_have_text("Franchise")
    found = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Wie ändere ich die Franchise?"))
    expect(found.get_by_text(t("Solved"))).to_be_visible()
    expect(found.locator("h2 mark").first).to_have_text("ändere")
    meant.click()
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value("Franchise ändern")
    expect(page.get_by_text(t("Did you mean"))).to_have_count(0)
    page.get_by_role("link", name="Wie ändere ich die Franchise?").click()
    title(page, "Wie ändere ich die Franchise?")
    expect(page.get_by_role("article", name=t("Solution by %(name)s", name="Bergdohle"))).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_search_without_a_result_leads_to_asking(enter, scripts):
    page = enter("Murmeltier", "/search", scripts=scripts)
    words = f"{NOWHERE} {scripts}"
    look_for(page, words)
    expect(page.get_by_role("heading", name=t("Nothing found for «%(text)s»", text=words))).to_be_visible()
    page.get_by_role("link", name=t("Ask this question")).click()
    page.wait_for_url("**/ask?**")
    assert typed(page)["title"] == words
    page.get_by_label(t("What happened, what have you tried?")).fill("Er ist seltener, als man denkt.")
    page.get_by_label("Prämien und Franchise").check()
    send_question(page)
    title(page, words)


def test_what_was_ticked_narrows_and_is_untied_again(visit, village):
    page = visit("/search", scripts=False)
    until_indexed(page, "rechnung", "Wann wird meine Rechnung vergütet?")
    page.get_by_label(t("Still open")).check()
    button(page, "Apply").click()
    expect(page.get_by_role("link", name="Wann wird meine Rechnung vergütet?")).to_be_visible()
    expect(page.get_by_label(t("Still open"))).to_be_checked()
    page.get_by_label(t("Still open")).uncheck()
    page.get_by_label(t("Last 12 months")).check()
    button(page, "Apply").click()
    expect(page.get_by_label(t("Last 12 months"))).to_be_checked()
    expect(page.get_by_label(t("Still open"))).not_to_be_checked()


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_while_a_title_is_typed_what_was_solved_appears_in_sight(visit, village, width):
    page = visit("/search", width=width)
    until_indexed(page, "franchise ändern", "Wie ändere ich die Franchise?")
    page.goto("/ask")
    page.get_by_label(t("Your question in one sentence")).press_sequentially("Franchise ändern, wie?")
    found = page.get_by_role("link", name="Wie ändere ich die Franchise?")
    expect(found).to_be_visible()
    expect(found.locator("mark").first).to_be_visible()
    first_step = page.get_by_role("listitem").filter(has=page.get_by_label(t("Your question in one sentence")))
    expect(first_step.get_by_role("link", name="Wie ändere ich die Franchise?")).to_have_count(int(width == "phone"))


@pytest.fixture
def signposts(village) -> Iterator[None]:
    """A topic with a sub-topic whose tag no thread has; taken away again, for the home page of the other journeys."""
    with village.open(), transaction():
        place = queries.category("praemien")
        top = actions.add_topic(by=None, name="Sparen", category=place)
        actions.add_topic(by=None, name="Rabatt für Familien", parent=top, category=place, tags=["Rabatt"])
        number = top.id
    yield
    with village.open(), transaction() as s:
        actions.remove_topic(by=s.merge(by_handle("Leitung")), topic=queries.picker_topic(number))


def test_signposts_lead_to_what_is_solved_nearby_and_then_to_a_filled_in_form(visit, signposts):
    page = visit("/picker", scripts=False)
    page.get_by_role("link", name="Rabatt für Familien").click()
    expect(page.get_by_text(t("Nothing was solved here yet. Perhaps one of these helps."))).to_be_visible()
    nearby = page.get_by_role(
        "region", name=re.compile(re.escape(t("Solved in %(name)s", name="Prämien und Franchise")))
    )
    expect(nearby.get_by_role("link")).to_have_count(3)
    page.get_by_role("link", name=t("Ask anyway")).click()
    expect(page.locator("main [name=tags]")).to_have_value("Rabatt")
    expect(page.get_by_label("Prämien und Franchise")).to_be_checked()
