"""The shield in the conversation's forms: asked back kindly, masked in one click, kept on insistence, no scripts."""

import re

import pytest

from forum.accounts.models import KeptDraft
from forum.core.db import session
from forum.core.shield import Exposed, refuse
from forum.threads.models import Post, Proposal, Revision, Tag, Thread
from tests.web.threads.test_asking import GOOD

AHV, MASKED = "756.1234.5678.97", "756.••••.••••.••"
PHONE = "079 555 01 23"
POLICY = "Policennummer 12345678"


def marks(page: str, name: str = "shield_seen") -> list[str]:
    return re.findall(rf'name="{name}"\s+value="([0-9a-f]+)"', page)


@pytest.mark.parametrize("name", ["other", ""])
@pytest.mark.parametrize("field", ["title", "body", "tags"])
def test_a_hard_kind_is_not_accepted_and_masked_in_one_click(house, name, field):
    browser = house.client(name)
    typed = {**GOOD, field: f"{GOOD[field][:20]} {AHV}"}
    refused = browser.post("/ask", data=typed)
    assert refused.status_code == 422
    assert "Du hast nichts falsch gemacht" in refused.text
    assert 'value="mask"' in refused.text
    assert MASKED in refused.text
    assert typed[field] in refused.text
    assert house.count(Thread) == 2
    assert house.count(KeptDraft) == 0
    assert browser.post("/ask", data={**typed, "shield": "mask"}).status_code == 303
    assert AHV not in dump(house)


def dump(house) -> str:
    """Everything that stands in the tables that hold what members write."""
    tables = (Post.source, Post.html, Thread.title, Thread.excerpt, Revision.source, Tag.name)
    found = [str(row) for column in tables for row in house.do(lambda c=column: session().query(c).all())]
    found += [str(row) for row in house.do(lambda: session().query(KeptDraft.fields).all())]
    return "\n".join([*found, *[str(row) for row in house.do(lambda: session().query(Proposal.payload).all())]])


def test_a_soft_kind_is_pointed_out_and_kept_on_insistence(house):
    browser, typed = house.client("other"), {**GOOD, "body": f"Ruft mich an: {PHONE}."}
    asked = browser.post("/ask", data=typed)
    assert asked.status_code == 422
    assert "Hier steht eine Telefonnummer" in asked.text
    assert 'value="keep"' in asked.text
    kept = browser.post("/ask", data={**typed, "shield": "keep", "shield_seen": marks(asked.text)})
    assert kept.status_code == 303
    assert PHONE in browser.get(kept.location).text


def test_insistence_is_bound_to_what_was_found(house):
    browser, typed = house.client("other"), {**GOOD, "body": f"Ruft mich an: {PHONE}."}
    seen = marks(browser.post("/ask", data=typed).text)
    more = {**typed, "body": "Ruft mich an: 079 555 01 99.", "shield": "keep", "shield_seen": seen}
    assert browser.post("/ask", data=more).status_code == 422
    assert browser.post("/ask", data={**typed, "shield": "keep"}).status_code == 422
    wrong = browser.post("/ask", data={**typed, "category": "", "shield": "keep", "shield_seen": seen})
    assert wrong.status_code == 422
    assert marks(wrong.text, "shield_kept") == seen
    assert browser.post("/ask", data={**typed, "shield_kept": seen}).status_code == 303


def test_insistence_opens_no_door_for_hard_kinds(house):
    browser, typed = house.client("other"), {**GOOD, "body": f"AHV {AHV}, Tel. {PHONE}"}
    seen = marks(browser.post("/ask", data=typed).text)
    assert browser.post("/ask", data={**typed, "shield": "keep", "shield_seen": seen}).status_code == 422
    rest = browser.post("/ask", data={**typed, "shield": "numbers"})
    assert rest.status_code == 422
    assert MASKED in rest.text
    assert browser.post("/ask", data={**typed, "shield": "mask"}).status_code == 303


def test_answers_comments_edits_and_labels_are_asked_too(house):
    post, me = house.answer("helper"), house.client("helper")
    asker = house.client("asker")
    doors = [
        (me, f"/t/{house.thread}/reply", "body"),
        (house.client(), f"/t/{house.thread}/reply", "body"),
        (me, f"/p/{post}/comment", "body"),
        (me, f"/p/{post}/edit", "body"),
        (asker, f"/p/{house.opening()}/edit", "title"),
        (asker, f"/t/{house.thread}/tags", "tags"),
        (me, f"/t/{house.thread}/propose", "tags"),
    ]
    for browser, path, field in doors:
        typed = {"body": "Das ist mein Text.", "title": "Zahlt ihr die Zahnspange?", "seen_revision": "0"}
        answer = browser.post(path, data={**typed, field: f"Nummer {AHV}"})
        assert answer.status_code in {403, 422}, path
        if answer.status_code == 422:
            assert "nichts falsch gemacht" in answer.text, path
    assert AHV not in dump(house)


def test_an_edit_asks_only_about_what_is_new(house):
    browser = house.client("helper")
    post = house.answer("helper", body=f"Ruft mich an: {PHONE}.")
    same = {"body": f"Ruft mich einfach an: {PHONE}.", "seen_revision": "0"}
    assert browser.post(f"/p/{post}/edit", data=same).status_code == 303
    more = {"body": f"{PHONE} oder a.keller@bluewin.ch", "seen_revision": "1"}
    assert browser.post(f"/p/{post}/edit", data=more).status_code == 422


def test_a_preview_shows_it_as_it_would_be_published(house):
    browser = house.client("other")
    for answer in (
        browser.post("/preview", data={"body": f"Meine Nummer {AHV}"}),
        browser.post("/ask", data={**GOOD, "body": f"Meine Nummer {AHV}", "preview": "1"}),
    ):
        assert answer.status_code == 200
        assert MASKED in answer.text


@pytest.mark.parametrize("path", ["/search?q=Wo+ist+{}&sort=date", "/similar?q={}", "/ask?title={}+Hilfe", "/?x={}"])
def test_a_query_with_a_hard_kind_leads_to_the_page_without_it(house, path):
    answer = house.client().get(path.format(AHV))
    assert answer.status_code == 303
    assert "5678" not in answer.location
    assert house.client().get(answer.location).status_code == 200


def test_looking_for_a_member_named_like_a_number_is_no_fault(house):
    assert house.client().get(f"/m/{AHV}").status_code == 404


def test_a_form_that_forgot_to_ask_keeps_what_was_typed_and_offers_to_mask_it(house):
    """The column refuses whatever way a text comes; its error page is a form."""
    typed = {"about": "Meine Nummer 756.1234.5678.97", "body": "Und ein Text", "kind": "x", "csrf_token": "t"}
    with house.app.test_request_context("/somewhere", method="POST", data=typed), pytest.raises(Exposed) as wrong:
        refuse(typed["about"])
    with house.app.test_request_context("/somewhere", method="POST", data=typed):
        answer = house.app.make_response(house.app.handle_user_exception(wrong.value))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Meine Nummer 756.1234.5678.97"' in page
    assert "Und ein Text</textarea>" in page
    assert '<input type="hidden" name="kind" value="x">' in page
    assert page.count('name="shield"') == 1
    assert "AHV-Nummer" in page
