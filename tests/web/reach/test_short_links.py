"""Short links: made by those who may, followed by those who may read, counted without anybody's name."""

import csv
import re

import pytest
from sqlalchemy import select

from forum.core import telemetry
from forum.core.db import session, transaction
from forum.reach.actions import LETTERS, add_arrivals
from forum.reach.models import Arrival, ShortLink
from forum.threads import queries
from forum.threads.actions import remove_post
from tests.plugins.databases import both_databases

PERSON = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    telemetry.flush({})
    yield
    telemetry.flush({})


def make(house, post_id, *, name="expert", purpose="call", **headers):
    return house.client(name).post(f"/p/{post_id}/link", data={"purpose": purpose}, headers=headers)


def counted(house) -> dict[str, int]:
    house.do(lambda: telemetry.flush({"arrival": add_arrivals}))
    return house.do(lambda: dict(session().execute(select(Arrival.entry, Arrival.number)).all()))


@both_databases
def test_an_expert_makes_a_link_once_and_anybody_follows_it(database, house):
    answer = house.answer("helper")
    first, again = (make(house, answer, Accept="text/plain").text for _ in range(2))
    assert first == again
    code = first.removeprefix("http://127.0.0.1:8000/s/")
    assert re.fullmatch(f"[{LETTERS}]{{7}}", code)
    way = house.client().get(f"/s/{code.upper()}")
    assert way.status_code == 302
    assert way.location == f"/t/{house.thread}-zahlt-ihr-die-zahnspange?via=call#p{answer}"
    assert house.count(ShortLink) == 1


def test_without_scripts_the_page_shows_the_link(house):
    answer = make(house, house.opening())
    assert answer.status_code == 303
    page = house.client("expert").get(answer.location).text
    assert re.search(r"http://127.0.0.1:8000/s/[a-z2-9]{7}", page)
    assert "QR-Code" not in page
    assert make(house, house.opening(), purpose="nonsense").status_code == 422


def test_a_manager_gets_a_qr_picture_for_what_everybody_may_read(house):
    inside = house.opening(house.ask("helper", "Ein Geheimnis unter Mitgliedern", "drinnen"))
    assert make(house, inside, name="manager", purpose="qr").status_code == 403
    assert make(house, inside, name="manager").status_code == 303
    assert make(house, house.opening(), purpose="qr").status_code == 403
    manager = house.client("manager")
    assert manager.get(f"/p/{house.opening()}/qr.svg").status_code == 404
    make(house, house.opening(), name="manager", purpose="qr")
    picture = manager.get(f"/p/{house.opening()}/qr.svg")
    assert picture.mimetype == "image/svg+xml"
    assert picture.data.startswith(b"<svg")
    assert b"style" not in picture.data


def test_a_link_to_what_one_may_not_see_is_no_link(house):
    answer = house.answer("helper")
    inside = house.opening(house.ask("helper", "Ein Geheimnis unter Mitgliedern", "drinnen"))
    hidden, secret = (make(house, post, Accept="text/plain").text[21:] for post in (answer, inside))

    def hide() -> None:
        with transaction():
            remove_post(by=house.member("helper"), post=queries.post(answer), how="deleted")

    house.do(hide)
    nothing = house.client().get("/s/2222222")
    for path in (hidden, secret):
        met = house.client().get(path)
        assert met.status_code == nothing.status_code == 404
        alike = [re.sub(r"[0-9a-f]{12}|%2F[\w%]+|/s/\w+", "", page.text) for page in (met, nothing)]
        assert alike[0] == alike[1]
    assert house.client("asker").get(secret).status_code == 302


@both_databases
def test_arrivals_are_counted_by_entry_and_day(database, house):
    code = make(house, house.opening(), Accept="text/plain").text[21:]
    guest, page = house.client(), f"/t/{house.thread}-zahlt-ihr-die-zahnspange"
    landed = guest.get(code, headers=PERSON, follow_redirects=True)
    assert landed.status_code == 200
    assert "via=" not in landed.text
    guest.get(f"/t/{house.thread}?via=qr", headers=PERSON, follow_redirects=True)
    guest.get(page, headers={**PERSON, "Referer": "https://www.google.com/"})
    guest.get(page, headers={**PERSON, "Referer": "https://www.google.com/", "If-None-Match": landed.headers["ETag"]})
    guest.get(page, headers={**PERSON, "Referer": "http://127.0.0.1:8000/"})
    guest.get("/nichts", headers=PERSON)
    guest.get("/feed.atom", headers=PERSON)
    guest.get("/", headers={"User-Agent": "curl/8"})
    guest.head("/", headers=PERSON)
    house.client("other").get("/", headers=PERSON)
    house.client("expert").get("/", headers=PERSON)
    assert counted(house) == {"call": 1, "qr": 1, "search": 2, "direct": 1}
    guest.get(page, headers=PERSON)
    assert counted(house)["direct"] == 2


def test_the_dashboard_shows_arrivals_with_their_whole_and_the_same_as_csv(house):
    for _ in range(5):
        house.client().get("/", headers=PERSON)
    house.client().get("/", headers={**PERSON, "Referer": "https://duckduckgo.com/"})
    counted(house)
    manager = house.client("manager")
    page = manager.get("/dashboard").text
    assert "6 Seiten von aussen geöffnet" in page
    assert "83 %" in page
    cases = manager.get("/dashboard/arrivals").text
    lines = list(csv.reader(manager.get("/dashboard/arrivals.csv").text.splitlines()))
    assert len(lines) == 3
    assert "Suchmaschine" in cases
    assert sorted(line[2] for line in lines[1:]) == ["1", "5"]
