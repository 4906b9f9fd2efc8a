"""What goes wrong with people at the keyboard: double clicks, two tabs, back, a lost session, no network."""

import re

from playwright.sync_api import expect

from forum.accounts.actions import end_all_sessions
from forum.accounts.queries import by_handle
from tests.browser.steps import answer, button, fill_question, more, post_of, send_question, sign_in, t, title
from tests.plugins.browser import too_wide

HARD = "Grüezi 👩‍👩‍👧 — «so»; <b>fett</b> & 100 %"
ARABIC = "كيف أغير الامتياز؟"


def test_a_double_click_has_one_effect(enter, village):
    asker, helper = village.person(), village.person()
    page = enter(asker, "/ask")
    fill_question(page, "Wird das zweimal gefragt?", "Ich klicke immer doppelt.")
    button(page, "Ask the question").dblclick()
    title(page, "Wird das zweimal gefragt?")
    path = page.evaluate("location.pathname")
    other = enter(helper, path)
    other.locator("#reply-body").fill("Einmal genügt.")
    button(other, "Send the answer").dblclick()
    expect(post_of(other, helper)).to_have_count(1)
    page.goto("/my/questions")
    expect(page.get_by_role("link", name="Wird das zweimal gefragt?")).to_have_count(1)
    page.goto(path)
    button(post_of(page, helper), "Helpful").dblclick()
    expect(button(post_of(page, helper), "Helpful")).to_have_attribute("aria-pressed", "true")
    expect(button(post_of(page, helper), "Helpful")).to_contain_text("1")


def test_going_back_after_sending_repeats_nothing(enter, village):
    asker = village.person()
    page = enter(asker, "/ask")
    fill_question(page, "Was macht der Zurück-Knopf?", "Nichts Schlimmes, hoffe ich.")
    send_question(page)
    title(page, "Was macht der Zurück-Knopf?")
    page.go_back()
    send_question(page)
    title(page, "Was macht der Zurück-Knopf?")
    page.goto("/my/questions")
    expect(page.get_by_role("link", name="Was macht der Zurück-Knopf?")).to_have_count(1)


def test_two_tabs_on_one_text_lose_neither(enter, village):
    author = village.person()
    path = village.thread(village.person())
    number = village.answer(path, author, "Erste Fassung.")
    first, second = enter(author, f"/p/{number}/edit"), enter(author, f"/p/{number}/edit")
    first.get_by_role("textbox", name=t("Text")).fill("Aus dem ersten Fenster.")
    button(first, "Save").click()
    expect(post_of(first, author)).to_contain_text("Aus dem ersten Fenster.")
    second.get_by_role("textbox", name=t("Text")).fill("Aus dem zweiten Fenster.")
    button(second, "Save").click()
    expect(second.get_by_role("textbox", name=t("Text"))).to_have_value("Aus dem zweiten Fenster.")
    expect(second.get_by_role("main")).to_contain_text("Aus dem ersten Fenster.")
    button(second, "Save").click()
    expect(post_of(second, author)).to_contain_text("Aus dem zweiten Fenster.")
    more(post_of(second, author), "Earlier versions")
    expect(second.get_by_role("complementary").get_by_role("listitem")).to_have_count(2)


def test_signed_out_in_another_window_the_text_is_still_there(enter, village):
    path = village.thread("Murmeltier", title="Bleibt mein Text erhalten?")
    page = enter("Fragende", path)
    page.locator("#reply-body").fill(HARD)
    page.context.clear_cookies()
    button(page, "Send the answer").click()
    title(page, t("Your text is still here"))
    expect(page.get_by_role("textbox", name=t("Text"))).to_have_value(HARD)
    button(page, "Send it again").click()
    page.get_by_role("main").get_by_role("link", name=t("Sign in")).click()
    sign_in(page, "Fragende")
    expect(post_of(page, "Fragende")).to_contain_text(HARD)


def test_an_ended_session_keeps_what_was_being_written(enter, village):
    path = village.thread("Murmeltier", title="Und wenn die Sitzung endet?")
    page = enter("Fragende", path)
    page.locator("#reply-body").fill(HARD)
    with village.open():
        end_all_sessions(by_handle("Fragende"))
    button(page, "Send the answer").click()
    title(page, t("Sign in"))
    sign_in(page, "Fragende")
    expect(post_of(page, "Fragende")).to_contain_text(HARD)


def test_without_network_the_text_stays(enter, village):
    path = village.thread(village.person())
    page = enter(village.person(), path)
    page.locator("#reply-body").fill(HARD)
    page.context.set_offline(True)
    button(page, "Send the answer").click()
    page.wait_for_timeout(500)
    page.context.set_offline(False)
    if not page.url.endswith(path):
        page.go_back()
    expect(page.locator("#reply-body")).to_have_value(HARD)


def test_the_longest_text_emoji_and_right_to_left(enter, village):
    asker = village.person()
    page = enter(asker, "/ask", width="phone")
    fill_question(page, ARABIC, f"{ARABIC}\n\n{HARD}")
    send_question(page)
    title(page, ARABIC)
    assert page.get_by_role("heading", level=1).evaluate("one => getComputedStyle(one).unicodeBidi") in {
        "isolate",
        "plaintext",
    }
    words = ("Donaudampfschifffahrt " * 1000)[:19_990]
    answer(page, words)
    article = post_of(page, asker)
    expect(article).to_be_visible()
    assert len(article.inner_text()) > 19_000
    page.locator("#reply-body").fill("ä" * 20_001)
    button(page, "Send the answer").click()
    expect(page.get_by_text(t("This text is too long.")).first).to_be_visible()
    assert len(page.locator("#reply-body").input_value()) == 20_001


def test_one_endless_word_widens_no_page(enter, village):
    asker, helper, endless = village.person(), village.person(), "W" * 120
    page = enter(asker, "/ask", width="phone")
    fill_question(page, endless, "Z" * 300)
    page.get_by_label(t("Tags")).fill("x" * 30)
    send_question(page)
    title(page, endless)
    path = page.evaluate("location.pathname")
    number = village.answer(path, helper, "Y" * 300)
    page.goto(f"/p/{number}")
    button(post_of(page, helper), "This solved it").click()
    expect(page.get_by_role("article", name=t("Solution by %(name)s", name=helper))).to_be_visible()
    for where in (
        path,
        "/",
        "/my/questions",
        "/following",
        f"/m/{helper}",
        f"/search?q={endless}",
        f"/tags/{'x' * 30}",
    ):
        page.goto(where)
        assert (where, too_wide(page)) == (where, [])


def test_wrong_roles_are_refused_in_words(enter, visit, village):
    page = enter(village.person())
    for path in ("/dashboard", "/dashboard/solved", "/moderation", f"/p/{village.posts['best']}/edit"):
        assert page.goto(path).status in {403, 404}, path
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("main")).not_to_contain_text("Traceback")
    for path in (village.threads["gone"], f"/p/{village.posts['hidden']}", "/c/werkraum", "/t/999999", "/m/niemand"):
        assert page.goto(path).status == 404, path
    guest = visit(None)
    for path in (village.threads["family"], "/c/familie", "/mandates", "/my/questions", "/settings"):
        guest.goto(path)
        assert re.search(r"/login\?next=", guest.url) or guest.get_by_role("heading", level=1).is_visible()
        expect(guest.get_by_role("main")).not_to_contain_text("Geburt")
