"""Ask: write first, nothing typed is lost, nothing half-saved, once however often it is sent."""

import pytest
from sqlalchemy import delete

from forum.accounts.actions import publish_draft
from forum.accounts.models import KeptDraft, WebSession
from forum.accounts.queries import actor_of, by_id
from forum.core.db import transaction
from forum.threads.models import Post, Thread

GOOD = {
    "title": "Zahlt ihr die Brille für mein Kind?",
    "body": "Sie ist **zehn** und braucht eine.",
    "category": "familie",
    "tags": "Brille, Kinder",
    "kind": "question",
}


def test_a_question_is_asked(house):
    answer = house.client("other").post("/ask", data=GOOD)
    assert answer.status_code == 303
    page = house.client().get(answer.location)
    assert page.status_code == 200
    assert "<strong>zehn</strong>" in page.text
    assert 'href="/tags/brille"' in page.text
    assert "Wartet auf Antwort" in page.text


def test_sent_twice_is_asked_once(house):
    client = house.client("other")
    assert client.post("/ask", data=GOOD).location == client.post("/ask", data=GOOD).location
    assert house.count(Thread, Thread.title == GOOD["title"]) == 1


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", "kurz", "Sag in einem kurzen Satz, worum es geht."),
        ("title", "x" * 151, "Dieser Titel ist zu lang."),
        ("body", " \n ", "Hier fehlt noch der Text."),
        ("body", "x" * 20_001, "Dieser Text ist zu lang."),
        ("category", "gibtsnicht", "Bitte ein Thema wählen."),
        ("category", "team", "Bitte ein Thema wählen."),
        ("tags", "a,b,c,d,e,f", "Bitte höchstens fünf Stichwörter wählen."),
        ("tags", "x" * 31, "Ein Stichwort darf höchstens 30 Zeichen haben."),
        ("kind", "umfrage", "Bitte wählen, was daraus werden soll."),
    ],
)
@pytest.mark.parametrize("name", ["other", ""])
def test_bad_input_keeps_what_was_typed_and_says_where(house, name, field, typed, message):
    answer = house.client(name).post("/ask", data={**GOOD, field: typed})
    assert answer.status_code == 422
    assert message in answer.text
    assert f'id="e-{field}"' in answer.text
    for other in {"title", "body", "tags"} - {field}:
        assert GOOD[other] in answer.text
    assert house.count(Thread) == 2
    assert house.count(KeptDraft) == 0


def test_every_fault_is_said_at_once(house):
    answer = house.client("other").post("/ask", data={})
    assert answer.status_code == 422
    assert "3 Dinge" in answer.text or all(f'id="e-{name}"' in answer.text for name in ("title", "body", "category"))


def test_control_characters_and_lone_surrogates_do_no_harm(house):
    answer = house.client("other").post("/ask", data={**GOOD, "body": "Guten\x00 Tag \u202e auch"})
    assert answer.status_code == 303
    assert house.count(Post, Post.source.contains("Guten Tag")) == 1


def test_the_preview_shows_and_stores_nothing(house):
    answer = house.client("other").post("/ask", data={**GOOD, "preview": "1"})
    assert answer.status_code == 200
    assert "<strong>zehn</strong>" in answer.text
    assert GOOD["title"] in answer.text
    assert house.count(Thread) == 2
    piece = house.client("other").post("/preview", data={"body": "*sacht* <script>alert(1)</script>"})
    assert "<em>sacht</em>" in piece.text
    assert "<script" not in piece.text
    assert house.client("other").post("/preview", data={"body": " "}).status_code == 422


def test_a_link_may_propose_title_topic_and_tags(house):
    page = house.client().get("/ask?title=Zahlt+ihr%3F&category=familie&tags=Zahn").text
    assert 'value="Zahlt ihr?"' in page
    assert 'value="Zahn"' in page
    assert page.count("checked") == 2  # the topic, and that it is a question


def test_a_guest_writes_first_and_the_question_is_published_after_signing_in(house):
    guest = house.client()
    kept = guest.post("/ask", data=GOOD)
    assert (kept.status_code, kept.location) == (303, "/signup?next=/ask")
    assert GOOD["title"] in guest.get("/ask").text
    assert house.count(Thread) == 2
    cookie = guest.get_cookie("kept")
    with house.app.test_request_context("/", headers={"Cookie": f"kept={cookie.value}"}):
        path = publish_draft(actor_of(by_id(house.people["other"])))
    page = house.client().get(path)
    assert "<strong>zehn</strong>" in page.text
    assert 'href="/tags/kinder"' in page.text
    assert house.count(KeptDraft) == 0


def test_who_was_signed_out_meanwhile_signs_in_and_nothing_is_lost(house):
    client = house.client("other")

    def end() -> None:
        with transaction() as s:
            s.execute(delete(WebSession))

    house.do(end)
    assert client.post("/ask", data=GOOD).location == "/login?next=/ask"
    assert GOOD["title"] in client.get("/ask").text
    reply = client.post(f"/t/{house.thread}/reply", data={"body": "Noch da?"})
    assert reply.location.startswith(f"/login?next=/t/{house.thread}")
    assert "Noch da?" in client.get(f"/t/{house.thread}/reply").text


def test_an_unconfirmed_member_may_ask_and_it_is_held(house):
    path = house.client("newcomer").post("/ask", data=GOOD).location
    assert house.client("newcomer").get(path).status_code == 200
    assert "sobald deine E-Mail-Adresse bestätigt ist" in house.client("newcomer").get(path).text
    assert house.client("helper").get(path).status_code == 404


def test_only_the_leading_announce(house):
    news = {**GOOD, "kind": "announcement"}
    assert house.client("other").post("/ask", data=news).status_code == 403
    assert house.client("manager").post("/ask", data=news).status_code == 303
    assert "Eine Mitteilung" not in house.client("other").get("/ask").text
    assert "Eine Mitteilung" in house.client("manager").get("/ask").text


def test_the_ask_page_is_never_stored(house):
    assert house.client().get("/ask").headers["Cache-Control"] == "private, no-store"
