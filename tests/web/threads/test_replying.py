"""Answer and comment: kept on bad input, once however often sent, in order."""

import pytest

from forum.accounts.actions import publish_draft
from forum.accounts.models import KeptDraft
from forum.accounts.queries import actor_of, by_id
from forum.threads.models import Post


def test_an_answer_appears_and_the_page_leads_to_it(house):
    answer = house.client("helper").post(f"/t/{house.thread}/reply", data={"body": "So **ging** es bei uns."})
    path, _, anchor = answer.location.partition("#")
    page = house.client().get(path).text
    assert f'id="{anchor}"' in page
    assert "<strong>ging</strong>" in page


@pytest.mark.parametrize(("body", "message"), [("", "Hier fehlt noch der Text."), ("y" * 20_001, "zu lang")])
def test_bad_input_shows_the_page_again_with_what_was_typed(house, body, message):
    posts = house.count(Post)
    for name in ("helper", ""):
        answer = house.client(name).post(f"/t/{house.thread}/reply", data={"body": body})
        assert answer.status_code == 422
        assert message in answer.text
        assert 'id="e-reply-body"' in answer.text
        assert body in answer.text
        assert "Zahlt ihr die Zahnspange?" in answer.text
    assert house.count(Post) == posts


def test_sent_twice_is_said_once(house):
    client, form = house.client("helper"), {"body": "Doppelt geklickt."}
    places = {client.post(f"/t/{house.thread}/reply", data=form).location for _ in range(3)}
    notes = {client.post(f"/p/{house.opening()}/comment", data=form).location for _ in range(3)}
    assert (len(places), len(notes)) == (1, 1)
    assert house.count(Post, Post.source == form["body"]) == 2


def test_a_preview_writes_nothing_and_keeps_the_text(house):
    form = {"body": "Nur *schauen*", "preview": "1"}
    answer = house.client("helper").post(f"/t/{house.thread}/reply", data=form)
    assert (answer.status_code, house.count(Post, Post.source == form["body"])) == (200, 0)
    assert "<em>schauen</em>" in answer.text
    assert form["body"] in answer.text


def test_a_guest_writes_first_and_it_is_published_after_signing_in(house):
    guest = house.client()
    kept = guest.post(f"/t/{house.thread}/reply", data={"body": "Ich weiss *mehr*."})
    assert kept.location.startswith("/signup?next=/t/")
    assert "Ich weiss *mehr*." in guest.get(f"/t/{house.thread}/reply").text
    assert "Ich weiss" not in house.client().get(f"/t/{house.thread}/reply").text
    cookie = guest.get_cookie("kept").value
    with house.app.test_request_context("/", headers={"Cookie": f"kept={cookie}"}):
        path = publish_draft(actor_of(by_id(house.people["helper"])))
    assert "<em>mehr</em>" in house.client().get(path.split("#")[0]).text
    assert house.count(KeptDraft) == 0


def test_a_quotation_is_ready_to_be_answered_and_tells_nothing_hidden(house):
    answer = house.answer("helper", body="Erste Zeile\n\nZweite Zeile")
    client = house.client("other")
    page = client.get(f"/t/{house.thread}/reply?quote={answer}").text
    assert "&gt; **helper**\n&gt;\n&gt; Erste Zeile\n&gt;\n&gt; Zweite Zeile" in page
    secret = house.opening(house.ask("manager", "Geheimes im Team besprochen", "team"))
    assert client.get(f"/t/{house.thread}/reply?quote={secret}").status_code == 404
    assert client.get(f"/t/{house.thread}/reply?quote=²").status_code == 200


def test_a_closed_thread_takes_answers_of_staff_only(house):
    house.client("asker").post(f"/t/{house.thread}/close", data={"closed": "1"})
    form = {"body": "Noch etwas dazu"}
    assert house.client("helper").post(f"/t/{house.thread}/reply", data=form).status_code == 403
    assert house.client("expert").post(f"/t/{house.thread}/reply", data=form).status_code == 303
    assert (
        "Dieser Beitrag ist geschlossen" in house.client("helper").get(f"/t/{house.thread}", follow_redirects=True).text
    )


def test_comments_are_short_and_hang_on_the_post(house):
    answer = house.answer("helper")
    client = house.client("asker")
    long = "z" * 1_001
    refused = client.post(f"/p/{answer}/comment", data={"body": long})
    assert refused.status_code == 422
    assert f'id="e-comment-{answer}-body"' in refused.text
    assert long in refused.text
    first = client.post(f"/p/{answer}/comment", data={"body": "Danke dir!"}).location.split("#p")[1]
    again = house.client("helper").post(f"/p/{first}/comment", data={"body": "Gern geschehen."})
    assert again.status_code == 303
    assert house.count(Post, Post.parent_id == answer) == 2
    assert house.row().answer_count == 1


def test_an_answered_question_stays_when_its_author_deletes(house):
    house.answer("helper")
    answer = house.client("asker").post(f"/p/{house.opening()}/delete")
    assert answer.status_code == 403
    assert "Andere haben hier geantwortet" in answer.text
    assert house.client("other").post(f"/p/{house.opening(house.noise)}/delete").status_code == 303
    assert house.client().get(f"/t/{house.noise}").status_code == 404
    house.client("other").post(f"/p/{house.opening(house.noise)}/restore")
    assert house.client().get(f"/t/{house.noise}").status_code == 301
