"""An expert answers, marked by itself, and confirms the answer of a member until a day."""

from datetime import timedelta

from playwright.sync_api import expect

from forum.core import clock
from tests.browser.steps import answer, button, post_of, t


def test_an_expert_answers_and_confirms_until_a_day(enter, visit, village):
    asker, helper = village.person(), village.person()
    path = village.thread(asker, title="Wann ist die Frist für das Modell?")
    village.answer(path, helper, "Ende November.")
    page = enter("Fachfrau", path)
    answer(page, "Eingang bei uns bis **30. November**.")
    expect(post_of(page, "Fachfrau").get_by_text("Fachperson Prämien")).to_be_visible()
    theirs = post_of(page, helper)
    theirs.get_by_text(t("Confirm this answer")).click()
    until = clock.today() + timedelta(days=90)
    theirs.get_by_label(t("Valid until")).fill(until.isoformat())
    button(theirs, "Confirm as an expert").click()
    guest = visit(path)
    expect(post_of(guest, helper)).to_contain_text(str(until.year))
    expect(post_of(guest, helper)).to_contain_text("Fachfrau")
    expect(post_of(guest, "Fachfrau")).to_contain_text("Fachperson Prämien")
    points = enter(helper, f"/m/{helper}/points")
    expect(points.get_by_role("main")).to_contain_text(t("An expert confirmed your answer"))


def test_a_past_day_is_refused_beside_the_field(enter, village):
    path = village.thread(village.person())
    helper = village.person()
    village.answer(path, helper)
    page = enter("Fachfrau", path)
    theirs = post_of(page, helper)
    theirs.get_by_text(t("Confirm this answer")).click()
    field = theirs.get_by_label(t("Valid until"))
    field.evaluate("field => field.removeAttribute('min')")
    field.fill("2020-01-31")
    button(theirs, "Confirm as an expert").click()
    expect(page.get_by_text(t("Please choose a day in the future.")).first).to_be_visible()
    expect(post_of(page, helper).get_by_label(t("Valid until"))).to_have_value("2020-01-31")
