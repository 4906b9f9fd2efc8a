"""Writing well: tools by mouse and keyboard, people suggested, words quoted, and nothing lost without a connection."""

import re

from playwright.sync_api import expect

from forum.core.db import transaction
from forum.threads import actions, queries
from tests.browser.steps import button, post_of, t, title
from tests.browser.test_keyboard import tab_to

AWAY = "No connection. Your text stays on this device until the connection is back."
WAITS = "Still no connection. Nothing is lost: send it as soon as the connection is back."
SAVED = re.compile("Entwurf gesichert um")


def text_of(page, name="#reply-body"):
    return page.locator(name).input_value()


def write(page, text, name="#reply-body"):
    page.locator(name).click()
    page.keyboard.type(text)


def test_tools_by_mouse_keyboard_and_arrows_and_undo(enter, village):
    page = enter(village.person(), village.thread(village.person()))
    bar = page.get_by_role("toolbar", name=t("Format the text"))
    write(page, "fett")
    page.keyboard.press("Control+a")
    bar.get_by_role("button", name=t("Bold")).click()
    assert text_of(page) == "**fett**"
    page.keyboard.press("Control+z")
    assert text_of(page) == "fett", "undo works"
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+i")
    assert text_of(page) == "*fett*"
    page.keyboard.press("Control+a")
    page.keyboard.type("eins")
    page.keyboard.press("Control+Shift+Digit8")
    assert text_of(page) == "- eins"
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("zwei")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Schluss")
    assert text_of(page) == "- eins\n- zwei\nSchluss"
    bar.get_by_role("button", name=t("Bold")).focus()
    page.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name=t("Italic"))).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(bar.get_by_role("button", name=t("Table"))).to_be_focused()
    assert bar.locator("[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    assert "| --- | --- |" in text_of(page)


def test_without_scripts_there_are_no_dead_tools(enter, village):
    page = enter(village.person(), "/ask", scripts=False)
    expect(page.get_by_role("toolbar", name=t("Format the text"))).to_be_hidden()
    page.get_by_label(t("What happened, what have you tried?")).fill("Ohne Skripte")
    button(page, "Keep as a draft").click()
    title(page, t("Drafts"))
    page.get_by_role("link", name=re.compile(t("Go on writing"))).click()
    expect(page.get_by_label(t("What happened, what have you tried?"))).to_have_value("Ohne Skripte")


def test_people_are_suggested_and_taken_by_keyboard(enter, village):
    helper, path = village.person(handle="Zaunkoenig"), village.thread(village.person())
    village.answer(path, helper)
    page = enter(village.person(), path)
    write(page, "Danke @zau")
    people = page.get_by_role("listbox", name=t("People to mention"))
    expect(people.get_by_role("option").filter(has_text="@Zaunkoenig")).to_be_visible()
    page.keyboard.press("Escape")
    expect(people).to_be_hidden()
    page.keyboard.type("n")
    expect(people).to_be_visible()
    page.keyboard.press("Enter")
    assert text_of(page) == "Danke @Zaunkoenig "
    button(page, "Send the answer").click()
    expect(page.get_by_role("link", name="@Zaunkoenig")).to_be_visible()


def test_chosen_words_are_quoted(enter, village):
    asker = village.person()
    page = enter(village.person(), village.thread(asker))
    question = page.get_by_role("article", name=t("Question by %(name)s", name=asker))
    question.locator(".prose p").first.click(click_count=3)
    words = page.evaluate("getSelection().toString().trim()")
    page.locator(".quotebtn").click()
    assert text_of(page).startswith(f"> **{asker}**\n>\n> {words[:20]}")
    expect(page.locator("#reply-body")).to_be_focused()


def test_offline_nothing_is_lost_and_it_goes_out_afterwards(enter, village):
    path, writer = village.thread(village.person()), village.person()
    page = enter(writer, path)
    page.context.set_offline(True)
    write(page, "Im Zug geschrieben.")
    expect(page.get_by_text(t(AWAY))).to_be_visible()
    button(page, "Send the answer").click()
    expect(page.get_by_text(t(WAITS))).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text(SAVED)).to_be_visible()
    button(page, "Send the answer").click()
    expect(post_of(page, writer)).to_contain_text("Im Zug geschrieben.")
    expect(page.locator("#reply-body")).to_have_value("")


def test_a_closed_page_comes_back_with_what_was_typed_offline(enter, village):
    path, writer = village.thread(village.person()), village.person()
    page = enter(writer, path)
    page.context.set_offline(True)
    write(page, "Vor dem Tunnel")
    expect(page.get_by_text(t(AWAY))).to_be_visible()
    page.context.set_offline(False)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/")
    page.goto(path)
    expect(page.locator("#reply-body")).to_have_value("Vor dem Tunnel")


def test_two_devices_notice_each_other(enter, village):
    path, writer = village.thread(village.person()), village.person()
    phone, desk = enter(writer, path, width="phone"), enter(writer, path)
    write(phone, "Vom Handy")
    expect(phone.get_by_text(SAVED)).to_be_visible()
    write(desk, "Vom Rechner")
    notice = desk.get_by_role("alert").filter(has_text="Vom Handy")
    expect(notice).to_be_visible()
    desk.get_by_role("button", name=t("Keep this one")).click()
    expect(desk.get_by_text(SAVED)).to_be_visible()
    phone.reload()
    expect(phone.locator("#reply-body")).to_have_value("Vom Rechner")


def test_the_guided_picker_by_keyboard(visit, village):
    with village.open(), transaction():
        place = queries.category("praemien")
        top = actions.add_topic(by=None, name="Rund um die Franchise", icon="coins", category=place)
        actions.add_topic(by=None, name="Franchise ändern", parent=top, category=place, tags=["franchise"])
    page = visit("/")
    tab_to(page, "Rund um die Franchise")
    page.keyboard.press("Enter")
    tab_to(page, "Franchise ändern")
    page.keyboard.press("Enter")
    title(page, "Franchise ändern")
    expect(page.get_by_role("link", name=re.compile("Wie ändere ich die Franchise"))).to_be_visible()
    tab_to(page, "Ask anyway")
    page.keyboard.press("Enter")
    title(page, t("What would you like to know?"))
    expect(page.get_by_label("Prämien und Franchise")).to_be_checked()
    expect(page.get_by_label(t("Tags"))).to_have_value("franchise")
