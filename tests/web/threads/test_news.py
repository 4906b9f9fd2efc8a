"""What is new to a member: marks on lists, the way to the first new answer, everything read."""

import re

import pytest

from forum.accounts.actions.visiting import add_visits
from forum.core import clock as time
from forum.core import telemetry
from forum.core.db import transaction
from forum.threads.actions.reading import add_reads
from forum.threads.models import Reading
from tests.plugins.databases import both_databases
from tests.web.threads.house import House

pytestmark = both_databases
FLUSHES = {"read": add_reads}
MARK = re.compile(r'href="/t/(\d+)/new".*?<b>([^<]+)</b>', re.DOTALL)
NEW = '<span class="state state--brand">'


@pytest.fixture
def house(app, clock):
    return House(app)


@pytest.fixture(autouse=True)
def _empty():
    telemetry._buffers.clear()
    yield
    telemetry._buffers.clear()


def flush(house):
    house.do(lambda: telemetry.flush(FLUSHES))


def marks(house, name: str, path: str = "/c/familie") -> dict[int, str]:
    return {int(thread): words for thread, words in MARK.findall(house.client(name).get(path).text)}


def read(house, name: str, thread_id: int = 0) -> None:
    assert house.client(name).get(f"/t/{thread_id or house.thread}", follow_redirects=True).status_code == 200
    flush(house)


def test_answers_since_reading_are_counted_and_lead_to_the_first(house, clock):
    house.answer("helper")
    read(house, "other")
    clock.forward(minutes=5)
    first = house.answer("helper")
    clock.forward(minutes=5)
    house.answer("expert")
    assert marks(house, "other") == {house.thread: "2 neue Antworten"}
    assert marks(house, "") == marks(house, "manager") == {}
    there = house.client("other").get(f"/t/{house.thread}/new")
    assert there.location.endswith(f"#p{first}")
    read(house, "other")
    assert marks(house, "other") == {}
    assert "#" not in house.client("other").get(f"/t/{house.thread}/new").location


SINCE = "Neu seit deinem letzten Besuch"


def test_the_page_says_where_the_new_begins(house, clock):
    house.answer("helper")
    read(house, "other")
    clock.forward(minutes=5)
    house.client("other").post(f"/t/{house.thread}/reply", data={"body": "Ich auch noch."})
    old = house.client("other").get(f"/t/{house.thread}", follow_redirects=True).text
    assert SINCE not in old, "one's own is not new"
    clock.forward(minutes=5)
    fresh = house.answer("expert")
    page = house.client("other").get(f"/t/{house.thread}", follow_redirects=True).text
    assert page.count(SINCE) == 1
    assert page.index("Ich auch noch.") < page.index(SINCE) < page.index(f'id="p{fresh}"')
    for name in ("", "asker", "other"):
        assert SINCE not in house.client(name).get(f"/t/{house.thread}", follow_redirects=True).text


def test_it_counts_before_it_is_written(house, clock):
    read(house, "other")
    clock.forward(minutes=5)
    house.answer("helper")
    assert marks(house, "other") == {house.thread: "1 neue Antwort"}
    house.client("other").get(f"/t/{house.thread}", follow_redirects=True)
    assert marks(house, "other") == {}, "noticed in this process, not flushed yet"
    assert house.count(Reading) == 1


def test_ones_own_and_removed_answers_are_no_news(house, clock):
    read(house, "other")
    clock.forward(minutes=5)
    house.answer("other")
    gone = house.answer("helper")
    house.client("helper").post(f"/p/{gone}/delete")
    assert marks(house, "other") == {}


def test_a_first_page_of_many_is_not_all(house, clock):
    for _ in range(22):
        clock.forward(seconds=1)
        house.answer("helper")
    read(house, "other")
    assert marks(house, "other") == {house.thread: "2 neue Antworten"}


def test_threads_since_the_last_visit_are_new_until_opened(house, clock):
    def visited() -> None:
        with transaction():
            add_visits({(house.people["other"], time.today()): 1})

    assert NEW not in house.client("other").get("/c/familie").text, "before a second visit nothing stands out"
    clock.forward(days=1)
    house.do(visited)
    clock.forward(days=3)
    fresh = house.ask("asker", "Eine Frage von heute?")
    row = re.compile(rf'href="/t/{fresh}-.*?</li>', re.DOTALL)
    page = house.client("other").get("/c/familie").text
    assert page.count(NEW) == 1
    assert NEW in row.search(page)[0]
    assert NEW not in house.client("asker").get("/c/familie").text, "their own is not new to them"
    read(house, "other", fresh)
    assert NEW not in house.client("other").get("/c/familie").text


def test_everything_counts_as_read(house, clock):
    read(house, "other")
    clock.forward(minutes=5)
    house.answer("helper")
    page = house.client("other").post("/read", data={"next": "/c/familie"})
    assert (page.status_code, page.location) == (303, "/c/familie")
    assert marks(house, "other") == {}
    clock.forward(minutes=5)
    house.answer("helper")
    assert marks(house, "other") == {house.thread: "1 neue Antwort"}


def test_reading_never_goes_back_and_knows_only_what_exists(house, clock):
    late, early = 1_800_000_000_000_000, 1_700_000_000_000_000

    def write(at: int) -> None:
        with transaction():
            add_reads({(house.people["other"], house.thread): at, (999, house.thread): at, (1, 999): at})

    house.do(lambda: write(late))
    house.do(lambda: write(early))
    assert house.count(Reading) == 1
    assert house.do(lambda: _only(house)).year == 2027


def _only(house):
    from forum.core.db import session  # noqa: PLC0415

    return session().get(Reading, (house.people["other"], house.thread)).seen_until


def test_the_way_to_news_is_for_members_who_see_the_thread(house):
    inside = house.ask("expert", "Nur für das Team gefragt", "team")
    assert house.client("other").get(f"/t/{inside}/new").status_code == 404
    assert house.client().get(f"/t/{house.thread}/new").location == f"/login?next=/t/{house.thread}/new"
    assert house.client("other").get(f"/t/{house.thread}/new").location == f"/t/{house.thread}-{house.row().slug}"
