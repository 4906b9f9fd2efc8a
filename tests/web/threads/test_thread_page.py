"""The page of a thread: its address, its order, who sees what, and what guests get."""

import re
from datetime import timedelta

import pytest

from forum.core import clock, page_cache, telemetry
from forum.core.db import transaction
from forum.threads import actions, queries

ENTRY = re.compile(r'<article class="post[^"]*"\s+id="p(\d+)"')


def entries(page) -> list[int]:
    assert page.status_code == 200
    return [int(number) for number in ENTRY.findall(page.text)]


def address(house, thread_id: int = 0) -> str:
    row = house.row(thread_id)
    return f"/t/{row.id}-{row.slug}"


def test_other_addresses_lead_to_the_one(house):
    client, right = house.client(), address(house)
    for wrong in (f"/t/{house.thread}", f"/t/{house.thread}-falsch", f"/t/{house.thread}?after=x"):
        answer = client.get(wrong)
        assert answer.status_code == 301
        assert answer.location.split("?")[0] == right
    assert client.get(f"/t/{house.thread}?after=x").location.endswith("?after=x")
    assert f'rel="canonical" href="http://127.0.0.1:8000{right}"' in client.get(right).text


@pytest.mark.parametrize("path", ["/t/0", "/t/999999999999999999", "/t/999999999999999999999", "/t/x", "/t/-1"])
def test_what_is_not_there_is_404(house, path):
    assert house.client().get(path).status_code == 404


def test_an_address_does_not_tell_what_is_hidden(house):
    inside = house.ask("helper", "Ein Geheimnis unter Mitgliedern", "drinnen")
    for path in (f"/t/{inside}", f"/t/{inside}-falsch"):
        assert house.client().get(path).status_code == 404
    assert house.client("asker").get(f"/t/{inside}").status_code == 301


def test_the_solution_stands_right_below_the_question_and_only_there(house):
    first, second, third = (house.answer(name) for name in ("helper", "other", "expert"))
    house.client("asker").post(f"/p/{second}/accept")
    page = house.client().get(address(house))
    assert entries(page) == [house.opening(), second, first, third]
    assert "Am Ziel: Lösung für asker" in page.text
    assert f'href="#p{second}"' in page.text
    assert re.search(rf'class="post post--staff"\s+id="p{third}"', page.text)
    assert "3 Antworten" in page.text


def test_a_confirmation_says_until_when_and_that_it_is_over(house):
    fresh, stale = house.answer("helper"), house.answer("other")

    def confirm() -> None:
        expert, today = house.member("expert"), clock.today()
        with transaction():
            actions.endorse(expert=expert, post=queries.post(fresh), valid_until=today + timedelta(days=3))
        with clock.shifted(clock.now() - timedelta(days=30)), transaction():
            actions.endorse(expert=expert, post=queries.post(stale), valid_until=today - timedelta(days=3))

    house.do(confirm)
    page = house.client().get(address(house)).text
    assert page.count("Gültig bis") == 1
    assert page.count("Abgelaufen") == 1


def test_guests_get_buttons_to_sign_in_and_no_form_with_a_token(house):
    answer = house.answer("helper")
    page = house.client().get(address(house))
    assert "csrf_token" not in page.text
    assert 'method="post"' not in page.text
    assert f'href="/login?next=/p/{answer}"' in page.text
    assert f'href="/t/{house.thread}/reply"' in page.text
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = house.client().get(address(house), headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304


def test_a_deleted_answer_is_seen_by_its_author_and_the_leading_only(house):
    gone, kept = house.answer("helper"), house.answer("other")
    house.client("helper").post(f"/p/{gone}/delete")
    for name, there in (("", False), ("other", False), ("asker", False), ("helper", True), ("manager", True)):
        page = house.client(name).get(address(house))
        assert (gone in entries(page)) is there
        assert kept in entries(page)
        assert "1 Antwort<" in page.text
    assert f'action="/p/{gone}/restore"' in house.client("helper").get(address(house)).text
    assert f'action="/p/{gone}/restore"' not in house.client("manager").get(address(house)).text


def test_many_answers_come_in_pages_and_an_answer_is_found_on_its_own(house):
    ids = [house.answer("other", body=f"Antwort Nummer {number}") for number in range(23)]
    client = house.client()
    first = client.get(address(house))
    assert entries(first) == [house.opening(), *ids[:20]]
    rest = client.get(re.search(r'href="(/t/[^"]+after=[^"]+)"', first.text)[1])
    assert entries(rest) == [house.opening(), *ids[20:]]
    assert re.search(r'rel="canonical" href="[^"]+after=', rest.text)
    for post_id in (ids[0], ids[19], ids[20], ids[22], house.opening()):
        answer = client.get(f"/p/{post_id}")
        assert answer.location.endswith(f"#p{post_id}")
        assert post_id in entries(client.get(answer.location.split("#")[0]))


def test_news_are_counted_as_seen_by_the_reader(house):
    house.answer("helper")
    client = house.client("asker")
    live = re.search(r'data-fragment-url="([^"]+)"', client.get(address(house)).text)[1]
    assert client.get(live).text.strip() == ""
    first, _mine = house.answer("other"), house.answer("asker")
    gone = house.answer("helper")
    house.client("helper").post(f"/p/{gone}/delete")
    assert "1 neue Antwort anzeigen" in client.get(live).text
    assert f'href="/p/{first}"' in client.get(live).text
    assert "data-live" not in house.client().get(address(house)).text


def test_reading_counts_also_from_memory(house, monkeypatch):
    noticed = []
    monkeypatch.setattr(telemetry, "count", lambda kind, key: noticed.append((kind, key)))
    page_cache.switch(on=True)
    try:
        for _ in range(3):
            assert house.client().get(address(house)).status_code == 200
        house.client().get("/t/999999")
    finally:
        page_cache.switch(on=False)
    assert noticed == [("thread_view", (house.thread,))] * 3
