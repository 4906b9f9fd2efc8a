"""Topics, one topic, tags, one's own questions: what is listed, and what never is."""

import re

import pytest

TITLE = re.compile(r'class="thread__t"><a\s+href="/t/(\d+)-')


def listed(page) -> set[int]:
    assert page.status_code == 200
    return {int(number) for number in TITLE.findall(page.text)}


def test_topics_show_their_audience_and_hide_from_others(house):
    guest, member, staff = (house.client(name).get("/c/").text for name in ("", "asker", "expert"))
    assert "Familie &amp; Kinder" in guest
    assert "Drinnen" not in guest
    assert "Drinnen" in member
    assert "Nur Mitglieder" in member
    assert "Teamzimmer" not in member
    assert "Teamzimmer" in staff


@pytest.mark.parametrize(
    ("slug", "name", "status"),
    [("familie", "", 200), ("drinnen", "", 404), ("drinnen", "asker", 200), ("team", "asker", 404), ("nix", "", 404)],
)
def test_a_topic_is_there_for_its_audience_only(house, slug, name, status):
    assert house.client(name).get(f"/c/{slug}").status_code == status


def test_filters_are_links_and_narrow_the_list(house):
    answered, talk = (
        house.ask("other", "Eine beantwortete Frage"),
        house.ask("other", "Was meint ihr?", kind="discussion"),
    )
    solved, checked = house.ask("asker", "Eine gelöste Frage"), house.ask("other", "Eine mit Fachperson")
    house.answer("helper", answered)
    house.client("asker").post(f"/p/{house.answer('helper', solved)}/accept")
    house.answer("expert", checked)
    client = house.client()
    every = {house.thread, house.noise, answered, talk, solved, checked}
    wanted = {
        "all": every,
        "waiting": {house.thread, house.noise},
        "open": every - {talk, solved},
        "solved": {solved},
        "expert": {checked},
        "discussions": {talk},
        "x'; drop": every,
    }
    page = client.get("/c/familie").text
    for kind, threads in wanted.items():
        assert listed(client.get("/c/familie", query_string={"kind": kind})) == threads
    assert 'href="/c/familie?kind=waiting"' in page
    assert "Ohne Antwort 2" in page


def test_all_topics_by_filter_without_what_is_not_seen(house):
    inside = house.ask("helper", "Nur für Mitglieder gefragt", "drinnen")
    assert listed(house.client().get("/c/?kind=waiting")) == {house.thread, house.noise}
    assert listed(house.client("asker").get("/c/?kind=waiting")) == {house.thread, house.noise, inside}


def test_a_tag_lists_across_topics_as_far_as_one_sees(house):
    seen = house.ask("asker", "Mit Stichwort draussen", tags=["Zahn"])
    inside = house.ask("asker", "Mit Stichwort drinnen", "drinnen", tags=["Zahn"])
    assert listed(house.client().get("/tags/zahn")) == {seen}
    assert listed(house.client("helper").get("/tags/zahn")) == {seen, inside}
    assert house.client().get("/tags/unbekannt").status_code == 404


def test_older_ones_follow_by_cursor_and_nothing_comes_twice(house):
    more = {house.ask("other", f"Frage Nummer {number} zum Blättern") for number in range(23)}
    client, seen, path = house.client(), [], "/c/familie"
    while path:
        page = client.get(path)
        seen += sorted(listed(page))
        found = re.search(r'href="(/c/familie\?after=[^"]+)"', page.text)
        path = found[1] if found else ""
    assert sorted(seen) == sorted({house.thread, house.noise, *more})
    assert listed(client.get("/c/familie?after=kaputt")) == listed(client.get("/c/familie"))


def test_my_questions_are_mine_also_when_held(house):
    held = house.ask("newcomer", "Noch nicht bestätigt gefragt")
    page = house.client("newcomer").get("/my/questions")
    assert listed(page) == {held}
    assert "Deine Frage ist gut aufgehoben" in page.text
    assert held not in listed(house.client().get("/c/familie"))
    assert listed(house.client("asker").get("/my/questions")) == {house.thread}
    assert "Du hast noch nichts gefragt" in house.client("helper").get("/my/questions").text
    assert house.client().get("/my/questions").location == "/login?next=/my/questions"


def test_my_questions_say_what_became_of_them(house):
    client = house.client("asker")
    client.post(f"/p/{house.opening(house.thread)}/delete")
    page = client.get("/my/questions")
    assert listed(page) == {house.thread}
    assert "Von dir gelöscht" in page.text
    for name in ("", "other"):
        assert house.thread not in listed(house.client(name).get("/c/familie"))


def test_an_empty_topic_invites_to_ask(house):
    assert 'href="/ask?category=drinnen"' in house.client("asker").get("/c/drinnen").text
