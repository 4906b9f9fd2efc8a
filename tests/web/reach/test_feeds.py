"""Feeds and the map of the site: everything that everybody may find, and nothing else."""

from xml.etree import ElementTree as ET

import pytest

from forum.core.db import alter, transaction
from forum.reach.views import sitemap
from forum.threads.models import Category
from tests.plugins.databases import both_databases

NAMES = {"a": "http://www.w3.org/2005/Atom", "s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
WAITING = "/unanswered/feed.atom"
INSIDE = ("Ein Geheimnis unter Mitgliedern", "Nur fürs Team")


def titles(answer) -> list[str]:
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    root = ET.fromstring(answer.data)  # noqa: S314 - our own
    return [entry.find("a:title", NAMES).text for entry in root.findall("a:entry", NAMES)]


def addresses(answer) -> list[str]:
    assert answer.status_code == 200
    root = ET.fromstring(answer.get_data())  # noqa: S314 - our own
    return [one.text.removeprefix("http://127.0.0.1:8000") for one in root.findall(".//s:loc", NAMES)]


@pytest.fixture
def full(house):
    house.ask("helper", INSIDE[0], "drinnen")
    house.ask("expert", INSIDE[1], "team")
    house.answer("helper")
    return house


def change(house, place: str, **values) -> None:
    def act() -> None:
        with transaction():
            alter(Category, house.places[place], values)

    house.do(act)


@both_databases
def test_feeds_hold_what_everybody_may_find_newest_first(database, full):
    for name in ("", "manager"):
        visitor = full.client(name)
        assert titles(visitor.get("/feed.atom")) == ["Etwas ganz anderes zur Prämie?", "Zahlt ihr die Zahnspange?"]
        assert titles(visitor.get("/c/familie/feed.atom")) == titles(visitor.get("/feed.atom"))
        assert titles(visitor.get("/unanswered/feed.atom")) == ["Etwas ganz anderes zur Prämie?"]
        assert visitor.get("/c/drinnen/feed.atom").status_code == 404


def test_a_list_with_a_feed_shows_it_and_tells_readers_of_feeds(full):
    guest = full.client()
    for page, feed in (("/", "/feed.atom"), ("/c/familie", "/c/familie/feed.atom"), ("/c/?kind=waiting", WAITING)):
        shown = guest.get(page).text
        assert shown.count(f'href="{feed}"') == 2, page
        assert ">Atom-Feed</a>" in shown
        assert titles(guest.get(feed))
    for page in ("/c/?kind=solved", "/login"):
        assert "feed.atom" not in guest.get(page).text
    assert guest.get("/c/?kind=waiting").text.count('content="noindex"') == 1


@both_databases
def test_the_map_names_the_same(database, full):
    found = addresses(full.client("manager").get("/sitemap.xml"))
    assert f"/t/{full.thread}-zahlt-ihr-die-zahnspange" in found
    assert {"/", "/c/", "/c/familie", "/rules"} <= set(found)
    assert len(found) == len(set(found))
    assert not [path for path in found if "geheimnis" in path or "team" in path or "drinnen" in path]


@pytest.mark.parametrize("values", [{"indexed": False}, {"health_near": True}, {"audience": "members"}])
def test_a_topic_that_is_not_to_be_found_is_in_none(full, values):
    change(full, "familie", **values)
    assert titles(full.client().get("/feed.atom")) == []
    assert full.client().get("/c/familie/feed.atom").status_code == 404
    assert not [path for path in addresses(full.client().get("/sitemap.xml")) if "familie" in path or "/t/" in path]


def test_a_feed_that_has_not_changed_is_not_sent_again(full):
    first = full.client().get("/feed.atom")
    again = {"If-None-Match": first.headers["ETag"]}
    assert full.client().get("/feed.atom", headers=again).status_code == 304
    full.ask("other", "Noch eine Frage zur Franchise?")
    assert full.client().get("/feed.atom", headers=again).status_code == 200


@both_databases
def test_above_the_limit_the_map_is_an_index_of_parts_with_their_last_change(database, full, monkeypatch):
    whole = addresses(full.client().get("/sitemap.xml"))
    assert full.client().get("/sitemap-1.xml").status_code == 404
    monkeypatch.setattr(sitemap, "CHUNK", 1)
    index = full.client().get("/sitemap.xml")
    parts = addresses(index)
    assert parts == [f"/sitemap-{number}.xml" for number in (0, full.thread, full.noise)], "no part without an address"
    root = ET.fromstring(index.get_data())  # noqa: S314 - our own
    said = [one.text for one in root.findall(".//s:lastmod", NAMES)]
    changed = [full.row(number).last_activity_at.isoformat(timespec="seconds") for number in (full.thread, full.noise)]
    assert said == [max(changed), *changed]
    together = [path for part in parts for path in addresses(full.client().get(part))]
    assert sorted(together) == sorted(whole)
    assert full.client().get("/sitemap-5.xml").status_code == 404


def test_an_index_of_nothing_names_the_lists_alone(full, monkeypatch):
    monkeypatch.setattr(sitemap, "CHUNK", 1)
    change(full, "familie", indexed=False)
    assert addresses(full.client().get("/sitemap.xml")) == ["/sitemap-0.xml"]


def test_robots_and_security_say_where_to_go(house):
    robots = house.client().get("/robots.txt").text
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in robots
    assert "Disallow: /search" in robots
    told = house.client().get("/.well-known/security.txt").text
    assert told.startswith("Contact: mailto:")
    assert "Expires: 20" in told
