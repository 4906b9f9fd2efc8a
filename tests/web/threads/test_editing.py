"""Edit with kept revisions; who is slower loses nothing."""

import re

SEEN = re.compile(r'name="seen_revision" value="(\d+)"')


def test_an_edit_shows_and_the_old_text_stays_readable(house):
    answer = house.answer("helper", body="Das kostet hundert Franken im Jahr.")
    client = house.client("helper")
    seen = SEEN.search(client.get(f"/p/{answer}/edit").text)[1]
    done = client.post(
        f"/p/{answer}/edit", data={"body": "Das kostet zweihundert Franken im Jahr.", "seen_revision": seen}
    )
    assert done.location.endswith(f"#p{answer}")
    page = house.client().get(done.location.split("#")[0]).text
    assert "zweihundert" in page
    assert "bearbeitet" in page
    history = house.client().get(f"/p/{answer}/history").text
    assert re.search(r"<del>.*hundert</del>", history)
    assert re.search(r"<ins>.*zweihundert</ins>", history)


def test_title_and_text_change_together(house):
    opening = house.opening()
    form = {"title": "Zahlt ihr die feste Zahnspange?", "body": "Es geht um 6'800 Franken.", "seen_revision": "0"}
    done = house.client("asker").post(f"/p/{opening}/edit", data=form)
    assert f"/t/{house.thread}-zahlt-ihr-die-feste-zahnspange" in done.location
    first = house.client().get(f"/p/{opening}/history?revision=2").text
    assert "Der Titel hiess: Zahlt ihr die Zahnspange?" in first
    assert "2 Mal geändert." in first


def test_who_is_slower_sees_both_texts_and_may_go_on(house):
    answer = house.answer("helper", body="Ursprung")
    client = house.client("helper")
    client.post(f"/p/{answer}/edit", data={"body": "Vom Handy aus", "seen_revision": "0"})
    late = client.post(f"/p/{answer}/edit", data={"body": "Vom Rechner aus", "seen_revision": "0"})
    assert late.status_code == 409
    assert "Vom Rechner aus" in late.text
    assert "Vom Handy aus" in late.text
    again = client.post(
        f"/p/{answer}/edit", data={"body": "Vom Rechner aus", "seen_revision": SEEN.search(late.text)[1]}
    )
    assert again.status_code == 303
    assert house.post(answer).source == "Vom Rechner aus"
    assert house.post(answer).revision_count == 2


def test_bad_input_keeps_what_was_typed(house):
    form = {"title": "kurz", "body": "", "seen_revision": "0"}
    answer = house.client("asker").post(f"/p/{house.opening()}/edit", data=form)
    assert answer.status_code == 422
    assert 'value="kurz"' in answer.text
    assert 'id="e-title"' in answer.text
    assert 'id="e-body"' in answer.text
    assert house.row().title == "Zahlt ihr die Zahnspange?"


def test_a_comment_stays_short_when_edited(house):
    client = house.client("helper")
    note = client.post(f"/p/{house.opening()}/comment", data={"body": "Kurz."}).location.split("#p")[1]
    form = {"body": "z" * 1_001, "seen_revision": "0"}
    assert client.post(f"/p/{note}/edit", data=form).status_code == 422
    assert client.post(f"/p/{note}/edit", data={**form, "body": "z" * 1_000}).status_code == 303


def test_the_preview_of_an_edit_changes_nothing(house):
    answer = house.answer("helper", body="Steht so da")
    form = {"body": "Neu *gedacht*", "seen_revision": "0", "preview": "1"}
    page = house.client("helper").post(f"/p/{answer}/edit", data=form)
    assert page.status_code == 200
    assert "<em>gedacht</em>" in page.text
    assert house.post(answer).source == "Steht so da"


def test_the_form_and_the_history_are_for_those_who_may(house):
    answer = house.answer("helper")
    assert house.client("helper").get(f"/p/{answer}/edit").status_code == 200
    assert house.client("asker").get(f"/p/{answer}/edit").status_code == 403
    assert house.client().get(f"/p/{answer}/edit").location.startswith("/login")
    house.client("helper").post(f"/p/{answer}/delete")
    assert house.client().get(f"/p/{answer}/history").status_code == 404
    assert house.client("manager").get(f"/p/{answer}/history").status_code == 200
    assert house.client("helper").get(f"/p/{answer}/edit").status_code == 403
