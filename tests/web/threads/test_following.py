"""Follow topics, tags and people: what is new of it, and what nobody learns by it."""

import re

import pytest

from forum.accounts.actions import erase
from forum.accounts.export import collect
from forum.accounts.queries import by_id
from forum.core.db import transaction
from forum.threads.models import CategoryFollow, MemberFollow, TagFollow
from tests import factories
from tests.plugins.databases import both_databases
from tests.web.threads.test_lists import listed

pytestmark = both_databases
ON, OFF = {"on": "1"}, {"on": "0"}


def feed(house, name: str) -> set[int]:
    return listed(house.client(name).get("/following"))


def test_a_topic_a_tag_a_person_a_thread(house):
    tagged = house.ask("asker", "Mit Stichwort draussen", tags=["Zahn"])
    inside = house.ask("helper", "Drinnen gefragt?", "drinnen")
    answered = house.ask("other", "Eine mit Antwort?", "drinnen")
    house.answer("expert", answered)
    follower = house.client("manager")
    assert listed(follower.get("/following")) == set()
    for path, more in {
        "/tags/zahn/follow": {tagged},
        "/m/helper/follow": {inside},
        "/m/expert/follow": {answered},
        f"/t/{house.noise}/follow": {house.noise},
        "/c/familie/follow": {house.thread},
    }.items():
        before = listed(follower.get("/following"))
        assert follower.post(path, data=ON).status_code == 303
        assert listed(follower.get("/following")) == before | more, path
        assert follower.post(path, data=ON).status_code == 303, "twice is once"
    page = follower.get("/following").text
    for reason in ("Ein Stichwort, dem du folgst", "Jemand, dem du folgst, hat hier geschrieben", "Du verfolgst ihn"):
        assert reason in page
    for path in ("/tags/zahn", "/m/helper", "/m/expert", f"/t/{house.noise}", "/c/familie"):
        assert follower.post(f"{path}/follow", data=OFF).status_code == 303
    assert listed(follower.get("/following")) == set()


def test_the_button_tells_how_it_stands_and_guests_sign_in(house):
    for path in ("/c/familie", "/m/helper"):
        reader = house.client("other")
        assert 'aria-pressed="false"' in reader.get(path).text
        assert reader.post(f"{path}/follow", data=ON).location == path
        assert 'aria-pressed="true"' in reader.get(path).text
        assert 'aria-pressed="false"' in house.client("asker").get(path).text
        assert '/follow"' not in house.client().get(path).text
        assert house.client().post(f"{path}/follow", data=ON).location == f"/login?next={path}"
    assert '/follow"' not in house.client("helper").get("/m/helper").text


def test_what_somebody_wrote_near_health_is_not_told(house):
    house.do(lambda: factories.category("herz", name="Herz", health_near=True))
    near, answered = house.ask("helper", "Etwas Persönliches?", "herz"), house.ask("asker", "Etwas anderes?", "herz")
    house.answer("helper", answered)
    house.client("newcomer").post("/m/helper/follow", data=ON)
    assert feed(house, "newcomer") == set()
    house.client("newcomer").post("/c/herz/follow", data=ON)
    assert feed(house, "newcomer") == {near, answered}, "who follows the topic sees it as everybody does there"
    assert "Jemand, dem du folgst" not in house.client("newcomer").get("/following").text


def test_what_one_may_not_see_is_not_in_the_feed(house):
    secret, hidden = house.ask("expert", "Fürs Team allein?", "team"), house.ask("expert", "Bald verborgen?")
    house.client("newcomer").post("/m/expert/follow", data=ON)
    assert feed(house, "newcomer") == {hidden}
    assert feed(house, "manager") == set()
    house.client("manager").post("/m/expert/follow", data=ON)
    assert feed(house, "manager") == {secret, hidden}
    house.client("manager").post(f"/p/{house.opening(hidden)}/hide", data={"reason": "insult", "text": ""})
    assert feed(house, "newcomer") == set()


@pytest.mark.parametrize(("path", "status"), [("/c/team", 404), ("/m/nobody", 404), ("/tags/nothing", 404)])
def test_what_is_not_there_cannot_be_followed(house, path, status):
    assert house.client("other").post(f"{path}/follow", data=ON).status_code == status
    assert house.client("other").post("/c/familie/follow", data={"on": "x"}).status_code == 422


def test_nobody_follows_themselves(house):
    assert house.client("other").post("/m/other/follow", data=ON).status_code == 403


def test_pages_follow_by_cursor_and_nothing_comes_twice(house):
    more = {house.ask("other", f"Frage Nummer {number} zum Blättern", tags=["Zahn"]) for number in range(23)}
    reader, seen, path = house.client("helper"), [], "/following"
    for subject in ("/c/familie", "/tags/zahn", "/m/other"):
        reader.post(f"{subject}/follow", data=ON)
    while path:
        page = reader.get(path)
        seen += sorted(listed(page))
        found = re.search(r'href="(/following\?after=[^"]+)"', page.text)
        path = found[1] if found else ""
    assert sorted(seen) == sorted({house.thread, house.noise, *more})


def test_it_is_taken_along_and_goes_with_its_member(house):
    house.ask("asker", "Mit Stichwort", tags=["Zahn"])
    for name, others in (("other", "helper"), ("helper", "other")):
        for path in ("/c/familie", "/tags/zahn", f"/m/{others}"):
            house.client(name).post(f"{path}/follow", data=ON)
    mine = house.do(lambda: collect(house.people["other"]))["own"]
    assert [row["slug"] for row in mine["topics"]] == ["familie"]
    assert [row["handle"] for row in mine["members"]] == ["helper"]

    def leave() -> None:
        with transaction():
            erase(by_id(house.people["other"]))

    house.do(leave)
    tables = (CategoryFollow, TagFollow, MemberFollow)
    assert [house.count(table) for table in tables] == [1, 1, 0], "also that others followed them"
