"""A customer helps, the asker says so, and the helper's points follow every change of mind."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import answer, button, more, post_of, t, title


def test_answer_vote_accept_move_withdraw(enter, village):
    asker, helper, other = village.person(), village.person(), village.person()
    path = village.thread(asker, title="Wie melde ich einen Umzug?")
    village.answer(path, other, "Per Brief.")
    page = enter(helper, path)
    answer(page, "Im Portal unter **Adresse**.")
    expect(post_of(page, helper).get_by_role("strong")).to_have_text("Adresse")
    expect(button(post_of(page, helper), "Helpful")).to_have_count(0)

    page = enter(asker, path)
    helpful = button(post_of(page, helper), "Helpful")
    expect(helpful).to_have_attribute("aria-pressed", "false")
    helpful.click()
    expect(helpful).to_have_attribute("aria-pressed", "true")
    button(post_of(page, helper), "This solved it").click()
    expect(page.get_by_role("article", name=t("Solution by %(name)s", name=helper))).to_be_visible()
    expect(page.get_by_role("article").nth(1)).to_have_accessible_name(t("Solution by %(name)s", name=helper))
    more(post_of(page, other), "Make this the solution")
    expect(page.get_by_role("article").nth(1)).to_have_accessible_name(t("Solution by %(name)s", name=other))
    more(post_of(page, other), "No longer the solution")
    expect(page.get_by_role("article", name=t("Answer by %(name)s", name=other))).to_be_visible()
    helpful.click()
    expect(helpful).to_have_attribute("aria-pressed", "false")


def test_points_move_with_their_reason(enter, village):
    asker, helper = village.person(), village.person()
    path = village.thread(asker, title="Wie lange gilt der Beleg?")
    village.answer(path, helper)
    page, mine = enter(asker, path), enter(helper, f"/m/{helper}/points")
    shown = mine.get_by_role("complementary")
    button(post_of(page, helper), "This solved it").click()
    expect(button(page, "This solved it")).to_have_count(0)
    mine.reload()
    expect(shown).to_contain_text("+25")
    button(post_of(page, helper), "Helpful").click()
    expect(button(post_of(page, helper), "Helpful")).to_have_attribute("aria-pressed", "true")
    mine.reload()
    expect(shown).to_contain_text(re.compile(r"Zusammen\s*27"))
    more(post_of(page, helper), "No longer the solution")
    expect(button(page, "This solved it")).to_be_visible()
    mine.reload()
    expect(shown).to_contain_text(re.compile(r"Zusammen\s*2\b"))
    expect(mine.get_by_role("main")).to_contain_text(t("Your answer was accepted as the solution"))
    expect(mine.get_by_role("main").get_by_role("link", name="Wie lange gilt der Beleg?").first).to_be_visible()
    mine.goto(f"/m/{helper}/paths")
    expect(mine.get_by_role("main")).to_contain_text("Wegweiser")


def test_edit_keeps_history_and_delete_can_be_undone(enter, village):
    asker, helper = village.person(), village.person()
    path = village.thread(asker)
    village.answer(path, helper, "Bis Ende Oktober.")
    page = enter(helper, path)
    more(post_of(page, helper), "Edit")
    page.get_by_role("textbox", name=t("Text")).fill("Bis Ende November.")
    button(page, "Save").click()
    expect(post_of(page, helper)).to_contain_text("Bis Ende November.")
    expect(post_of(page, helper)).to_contain_text(t("edited"))
    more(post_of(page, helper), "Earlier versions")
    title(page, t("Earlier versions"))
    expect(page.get_by_role("deletion")).to_contain_text("Oktober")
    expect(page.get_by_role("insertion")).to_contain_text("November")
    page.goto(path)
    more(post_of(page, helper), "Delete")
    expect(post_of(page, helper)).to_contain_text(t("This was deleted by its author. Only they and the team see it."))
    other = enter(asker, path)
    expect(post_of(other, helper)).to_have_count(0)
    more(post_of(page, helper), "Bring back")
    other.reload()
    expect(post_of(other, helper)).to_contain_text("Bis Ende November.")


@pytest.mark.parametrize("scripts", [True, False])
def test_helping_needs_no_scripts(enter, village, scripts):
    asker, helper = village.person(), village.person()
    path = village.thread(asker)
    page = enter(helper, path, scripts=scripts, width="phone")
    page.locator("#reply-body").fill("Ein *Versuch*.")
    button(page, "Preview").click()
    expect(page.locator("#reply-preview").get_by_role("emphasis")).to_have_text("Versuch")
    button(page, "Send the answer").click()
    expect(post_of(page, helper)).to_be_visible()
    page = enter(asker, path, scripts=scripts)
    button(post_of(page, helper), "Helpful").click()
    expect(button(post_of(page, helper), "Helpful")).to_have_attribute("aria-pressed", "true")
    button(post_of(page, helper), "This solved it").click()
    expect(page.get_by_role("article", name=t("Solution by %(name)s", name=helper))).to_be_visible()
    page.get_by_role("link", name=t("Dark colours")).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("banner").locator("summary").click()
    button(page, "Sign out").click()
    expect(page.get_by_role("banner").get_by_role("link", name=t("Sign in"))).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
