"""A comment has the answer's tools; signing out keeps what was typed and leaves nothing on the device."""

import re

from playwright.sync_api import expect

from tests.browser.steps import button, t, title

AWAY = "No connection. Your text stays on this device until the connection is back."
SAVED = re.compile("Entwurf gesichert um")
ON_DEVICE = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft ')).length"


def opened(page):
    """Open the form below the question and give its form."""
    page.locator("article").get_by_role("link", name=t("Comment"), exact=True).first.click()
    return page.locator("form[action$='/comment']").first


def test_a_comment_has_tools_people_preview_and_a_draft(enter, village):
    helper = village.person(handle="Blaukehlchen")
    path = village.thread(village.person())
    village.answer(path, helper)
    page = enter(village.person(), path)
    form = opened(page)
    field = form.locator("textarea")
    field.click()
    page.keyboard.type("wichtig")
    page.keyboard.press("Control+a")
    form.get_by_role("toolbar", name=t("Format the text")).get_by_role("button", name=t("Bold")).click()
    expect(field).to_have_value("**wichtig**")
    page.keyboard.press("End")
    page.keyboard.type(" @blau")
    expect(form.get_by_role("option").filter(has_text="@Blaukehlchen")).to_be_visible()
    page.keyboard.press("Enter")
    form.get_by_role("button", name=t("Preview")).click()
    expect(form.locator("strong")).to_have_text("wichtig")
    expect(form.get_by_text(SAVED)).to_be_visible()
    page.reload()
    expect(page.locator("form[action$='/comment'] textarea").first).to_have_value("**wichtig** @Blaukehlchen ")
    expect(page.locator("form[action$='/comment']").first).to_be_visible()
    form.get_by_role("button", name=t("Send the comment")).click()
    expect(page.locator(".comment strong")).to_have_text("wichtig")
    page.goto("/drafts")
    expect(page.get_by_text(t("No drafts"))).to_be_visible()


def test_each_comment_has_a_form_of_its_own(enter, village):
    path = village.thread(village.person())
    village.answer(path, village.person())
    page = enter(village.person(), path)
    for number in range(2):
        page.locator("article").get_by_role("link", name=t("Comment"), exact=True).first.click()
        page.keyboard.type(f"Bemerkung {number}")
    forms = page.locator("form[action$='/comment']")
    expect(forms.nth(0).locator("textarea")).to_have_value("Bemerkung 0")
    expect(forms.nth(1).locator("textarea")).to_have_value("Bemerkung 1")
    places = [form.locator("[name=place]").input_value() for form in forms.all()]
    actions = [form.get_attribute("action") for form in forms.all()]
    assert actions == [f"/p/{place.removeprefix('comment:')}/comment" for place in places]
    assert page.evaluate(
        "() => [...document.querySelectorAll('[id]')].map((e) => e.id).every((id, n, all) => all.indexOf(id) === n)"
    )
    forms.nth(1).get_by_role("button", name=t("Send the comment")).click()
    expect(page.locator(".comment")).to_contain_text("Bemerkung 1")


def test_leaving_a_comment_warns(enter, village):
    page = enter(village.person(), village.thread(village.person()))
    said = []
    page.on("dialog", lambda dialog: (said.append(dialog.type), dialog.accept()))
    opened(page).locator("textarea").click()
    page.context.set_offline(True)
    page.keyboard.type("noch nirgends")
    page.context.set_offline(False)
    page.reload()
    assert said == ["beforeunload"]


def test_signing_out_keeps_the_text_and_leaves_nothing_behind(enter, village):
    writer, path = village.person(), village.thread(village.person())
    page = enter(writer, path)
    page.context.set_offline(True)
    page.locator("#reply-body").click()
    page.keyboard.type("Im Tunnel geschrieben")
    page.locator("#reply-body").blur()
    expect(page.get_by_text(t(AWAY))).to_be_visible()
    assert page.evaluate(ON_DEVICE) == 1
    page.context.set_offline(False)
    page.evaluate("() => localStorage.setItem('draft fremd reply:1', '{}')")
    page.locator(".top details.menu summary").last.click()
    button(page, "Sign out").click()
    expect(page.get_by_role("link", name=t("Sign in")).first).to_be_visible()
    assert page.evaluate(ON_DEVICE) == 0
    again = enter(writer, "/drafts")
    title(again, t("Drafts"))
    expect(again.get_by_text("Im Tunnel geschrieben")).to_be_visible()


def test_who_would_lose_a_text_by_signing_out_is_asked(enter, village):
    page = enter(village.person(), "/")
    owner = page.locator("form[action='/logout']").get_attribute("data-owner")
    kept = '{"fields": {"body": "Nirgends sonst"}, "version": "5"}'  # the server knows of no version 5
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [f"draft {owner} ask", kept])
    said = []
    page.once("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.locator(".top details.menu summary").last.click()
    button(page, "Sign out").click()
    page.wait_for_timeout(500)
    assert said == [t("A text on this device could not be kept as a draft. Sign out anyway? Then it is gone.")]
    assert page.evaluate(ON_DEVICE) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    button(page, "Sign out").click()
    expect(page.get_by_role("link", name=t("Sign in")).first).to_be_visible()
    assert page.evaluate(ON_DEVICE) == 0
