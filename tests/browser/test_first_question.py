"""A guest writes first and signs up afterwards: not one typed character is lost, with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import button, fill_question, path_in_mail, send_question, sign_up, t, title, typed

TITLE = "Gilt mein neuer Vertrag schon ab 1. Januar – oder später?"
BODY = "Ich habe **gestern** gekündigt.\n\n- Prämie: 412.20\n- «Modell» & <Ort> 🙂\n\nFreundliche Grüsse"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_guest_asks_first_and_signs_up_afterwards(visit, server, village, scripts):
    page, address = visit("/", scripts=scripts), f"neu{scripts}@example.test"
    page.goto("/ask")
    fill_question(page, f"{TITLE} {scripts}", BODY)
    button(page, "Preview").click()
    expect(page.locator(".preview").get_by_role("strong")).to_have_text("gestern")
    send_question(page)
    title(page, t("One more step, then your question is out"))
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.goto("/ask")
    assert typed(page) | {"title": f"{TITLE} {scripts}", "body": BODY} == typed(page)
    send_question(page)
    handle = sign_up(page, address)
    title(page, t("Look into your mail"))
    page.goto(path_in_mail(server.data_dir, address))
    button(page, "Yes, this is my address").click()
    title(page, f"{TITLE} {scripts}")
    question = page.get_by_role("article", name=t("Question by %(name)s", name=handle))
    expect(question.get_by_role("strong")).to_have_text("gestern")
    expect(question.get_by_role("listitem").filter(has_text="«Modell» & <Ort> 🙂")).to_be_visible()
    guest = visit(page.url.removeprefix(server.url))
    title(guest, f"{TITLE} {scripts}")


def test_what_is_missing_is_said_and_what_was_typed_stays(visit):
    page = visit("/ask", scripts=False)
    fill_question(page, "Zu", BODY)
    send_question(page)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label(t("Your question in one sentence"))).to_have_attribute("aria-invalid", "true")
    assert (typed(page)["title"], typed(page)["body"]) == ("Zu", BODY)


def test_signing_up_with_a_taken_name_keeps_everything(visit, village):
    page = visit("/signup")
    page.get_by_label(t("Your pseudonym, our proposal")).fill("Fragende")
    page.get_by_label(t("E-mail")).fill("doppelt@example.test")
    page.get_by_label(t("Password")).fill("drei kleine Murmeltiere")
    page.get_by_label(t("I am 16 or older.")).check()
    page.get_by_label(t("I agree with the")).check()
    page.locator("main form").get_by_role("button").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert typed(page)["handle"] == "Fragende"
    expect(page.get_by_label(t("E-mail"))).to_have_value("doppelt@example.test")
    expect(page.get_by_label(re.compile("16"))).to_be_checked()


def test_an_answer_is_kept_through_signing_up_too(visit, server, village):
    path, address = village.thread(village.person(), title="Wo finde ich die Police?"), "antwort@example.test"
    page = visit(path)
    page.get_by_role("link", name=t("Write an answer")).click()
    page.locator("#reply-body").fill(BODY)
    button(page, "Send the answer").click()
    title(page, t("One more step, then your answer is out"))
    handle = sign_up(page, address)
    page.goto(path_in_mail(server.data_dir, address))
    button(page, "Yes, this is my address").click()
    expect(page.get_by_role("article", name=t("Answer by %(name)s", name=handle))).to_contain_text("<Ort> 🙂")
