"""Unsent text: kept on the server, found on another device, never overwritten unseen, gone when it is sent."""

import re
from datetime import timedelta

import pytest

from forum.accounts.actions import erase
from forum.core import schedule
from forum.core.clock import now, shifted
from forum.core.db import transaction
from forum.threads.actions import sweep_drafts
from forum.threads.models import Draft, Upload
from forum.threads.queries.takeout import texts_of
from forum.threads.queries.uploads import forgotten
from tests.plugins.databases import both_databases

JSON = {"Accept": "application/json"}
QUESTION = {"title": "Was gilt beim Umzug?", "body": "Ich ziehe *bald* um."}


def save(client, place, version=0, **fields):
    return client.post("/drafts", data={"place": place, "version": version, **fields}, headers=JSON)


@both_databases
def test_a_draft_is_there_on_another_device_and_gone_when_it_is_sent(house):
    phone, desk = house.client("helper"), house.client("helper")
    assert save(phone, f"reply:{house.thread}", body="Bei uns war es so").json["version"] > 0
    path = f"/t/{house.thread}"
    for page in (desk.get(path, follow_redirects=True).text, desk.get(f"{path}/reply").text, desk.get("/drafts").text):
        assert "Bei uns war es so" in page
    assert "Bei uns war es so" not in house.client("other").get(path, follow_redirects=True).text
    desk.post(f"{path}/reply", data={"body": "Bei uns war es so, und zwar bald."})
    assert house.count(Draft) == 0


@both_databases
def test_a_question_comes_back_with_all_its_fields_and_goes_when_asked(house):
    client = house.client("other")
    version = save(client, "ask", category="drinnen", tags="Umzug, Police", kind="discussion", **QUESTION).json[
        "version"
    ]
    page = client.get("/ask").text
    assert re.search(r'value="drinnen"\s+required checked', page)
    assert re.search(r'value="discussion"[^>]*checked', page)
    assert f'name="version" value="{version}"' in page
    assert all(text in page for text in ("Was gilt beim Umzug?", "Ich ziehe *bald* um.", "Umzug, Police"))
    proposed = client.get("/ask?category=familie&tags=Zahn").text
    assert "Ich ziehe" not in proposed
    assert 'name="place" value="ask:2"' in proposed
    client.post("/ask", data={**QUESTION, "category": "familie", "kind": "question", "place": "ask"})
    assert house.count(Draft) == 0


def test_who_is_slower_overwrites_nothing(house):
    phone, desk = house.client("helper"), house.client("helper")
    place = f"reply:{house.thread}"
    first = save(phone, place, body="Vom Handy").json["version"]
    late = save(desk, place, body="Vom Rechner")
    assert (late.status_code, late.json) == (409, {"version": first, "fields": {"body": "Vom Handy"}})
    assert save(desk, place, body="Vom Handy").json["version"] == first, "the same text is no conflict"
    second = save(desk, place, first, body="Vom Rechner").json["version"]
    assert second > first
    assert save(phone, place, first, body="Vom Handy, mehr").status_code == 409
    page = desk.post("/drafts", data={"place": place, "version": first, "body": "Ohne Skript"})
    assert page.status_code == 409
    assert all(text in page.text for text in ("Ohne Skript", "Vom Rechner", f'value="{second}"'))


def test_what_was_sent_elsewhere_does_not_come_back_from_an_open_tab(house):
    tab, place = house.client("helper"), f"reply:{house.thread}"
    version = save(tab, place, body="Halb fertig").json["version"]
    house.client("helper").post(f"/t/{house.thread}/reply", data={"body": "Ganz fertig"})
    assert save(tab, place, version, body="Halb fertig, mehr").status_code == 409
    assert house.count(Draft) == 0
    again = save(tab, place, 0, body="Noch eine").json["version"]
    assert again > version, "a version never comes back"


def test_an_edit_is_kept_with_the_revision_it_began_from(house):
    answer = house.answer("helper", body="Ursprung")
    client = house.client("helper")
    save(client, f"edit:{answer}", body="Besser gesagt", seen_revision="0")
    page = client.get(f"/p/{answer}/edit").text
    assert "Besser gesagt" in page
    client.post(f"/p/{answer}/edit", data={"body": "Vom Handy aus", "seen_revision": "0"})
    assert house.count(Draft) == 0
    save(client, f"edit:{answer}", body="Von gestern", seen_revision="0")
    assert 'name="seen_revision" value="0"' in client.get(f"/p/{answer}/edit").text, "so that the change is noticed"


def test_an_emptied_draft_goes_and_one_can_be_thrown_away_by_its_owner_only(house):
    client = house.client("helper")
    version = save(client, "ask", **QUESTION).json["version"]
    assert save(client, "ask", version, title=" ", body="").json == {"version": 0}
    assert house.count(Draft) == 0
    save(client, "ask", **QUESTION)
    number = re.search(r"/drafts/(\d+)/discard", client.get("/drafts").text)[1]
    house.client("other").post(f"/drafts/{number}/discard")
    assert house.count(Draft) == 1
    assert client.post(f"/drafts/{number}/discard").location == "/drafts"
    assert house.count(Draft) == 0
    assert "Keine Entwürfe" in client.get("/drafts").text


def test_without_scripts_a_button_keeps_it(house):
    done = house.client("helper").post("/drafts", data={"place": "ask", "version": "", **QUESTION})
    assert done.location == "/drafts"
    assert house.count(Draft) == 1


@pytest.mark.parametrize(
    "place", ["", "ask:1", "ask:10", "reply:0", "reply:x", "comment:0", "remark:1", "edit:" + "9" * 19]
)
def test_only_places_that_are_some(house, place):
    assert save(house.client("helper"), place, **QUESTION).status_code == 422
    assert house.count(Draft) == 0


def test_guests_have_no_drafts_and_too_many_are_refused(house):
    assert house.client().post("/drafts", data={"place": "ask", **QUESTION}).location.startswith("/login")
    client = house.client("helper")
    for number in range(1, 51):
        assert save(client, f"reply:{number}", body="x").status_code == 200
    refused = save(client, "reply:51", body="x")
    assert (refused.status_code, house.count(Draft)) == (422, 50)
    assert "50" in refused.json["error"]
    assert save(house.client("other"), "reply:51", body="x").status_code == 200
    assert save(house.client("other"), "reply:51", body="x" * 50_001).status_code == 422


def test_a_draft_tells_nothing_of_a_thread_that_may_not_be_seen(house):
    secret = house.ask("manager", "Geheimes im Team besprochen", "team")
    client = house.client("helper")
    save(client, f"reply:{secret}", body="Meine Worte")
    save(client, f"edit:{house.opening(secret)}", body="Andere Worte")
    page = client.get("/drafts").text
    assert "Geheimes" not in page
    assert "Meine Worte" in page, "one's own words stay readable"


@both_databases
def test_half_a_year_later_and_after_erasure_nothing_is_left(house):
    save(house.client("helper"), "ask", **QUESTION)
    save(house.client("other"), "ask", **QUESTION)
    assert house.do(lambda: texts_of(house.people["helper"]))["drafts"][0]["fields"] == QUESTION

    def later(days):
        def act():
            with transaction():
                sweep_drafts(now() + timedelta(days=days))

        house.do(act)

    later(179)
    assert house.count(Draft) == 2
    house.do(lambda: erase(house.member("helper")))
    assert house.count(Draft) == 1
    later(181)
    assert house.count(Draft) == 0


def test_the_night_sweeps(house):
    save(house.client("helper"), "ask", **QUESTION)

    def act():
        schedule.close_missed()
        with shifted(now() + timedelta(days=200)):
            with transaction() as s:
                s.query(schedule.ScheduleRow).update({"closed_through": (now() - timedelta(days=2)).date()})
            schedule.close_missed()

    house.do(act)
    assert house.count(Draft) == 0


def test_what_is_never_kept_is_masked_in_a_draft_too(house):
    body = "Meine AHV-Nummer ist 756.9217.0769.85, danke."
    version = save(house.client("helper"), "ask", title="Bitte um Hilfe", body=body).json["version"]
    kept = house.do(lambda: texts_of(house.people["helper"]))["drafts"][0]["fields"]["body"]
    assert "9217" not in kept
    assert kept.endswith(", danke.")
    assert save(house.client("helper"), "ask", 0, title="Bitte um Hilfe", body=body).json["version"] == version


@both_databases
def test_a_picture_stays_as_long_as_a_draft_names_it(house):
    size = {"width": 1, "height": 1, "received": 1}

    def bring():
        with transaction() as s:
            for letter, owner in (("a", "helper"), ("b", "helper"), ("c", "other")):
                s.add(Upload(key=letter * 32, name=letter, owner_id=house.people[owner], created_at=now(), **size))

    house.do(bring)
    save(house.client("helper"), "ask", title="Mit Bild", body=f"![](/u/{'a' * 32}) und ![](/u/{'c' * 32})")
    found = house.do(lambda: [upload.name for upload in forgotten(now() + timedelta(days=2), 10)])
    assert found == ["b", "c"], "nobody keeps another's picture"
