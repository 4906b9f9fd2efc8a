"""Keep posts with a note that nobody else sees."""

import pytest

from forum.accounts.actions import erase
from forum.accounts.queries import by_id
from forum.core.db import transaction
from forum.threads.models import Bookmark
from tests.plugins.databases import both_databases

pytestmark = both_databases
ON, OFF = {"on": "1"}, {"on": "0"}


@pytest.fixture
def kept(house):
    answer = house.answer("helper", body="So ging es bei mir mit der Spange.")
    reader = house.client("other")
    place = reader.post(f"/p/{answer}/bookmark", data=ON).location
    assert place.endswith(f"#p{answer}")
    return answer


def test_keep_note_and_let_go(house, kept):
    reader = house.client("other")
    assert "So ging es bei mir mit der Spange." in reader.get("/bookmarks").text
    assert reader.post(f"/bookmarks/{kept}/note", data={"note": "Für Mia <merken>"}).status_code == 303
    assert "Für Mia &lt;merken&gt;" in reader.get("/bookmarks").text
    secret = "756.9217.0769.85"
    reader.post(f"/bookmarks/{kept}/note", data={"note": f"Für Mia, {secret}"})
    assert secret not in reader.get("/bookmarks").text
    reader.post(f"/p/{kept}/bookmark", data=ON)
    assert "Für Mia" in reader.get("/bookmarks").text, "keeping again leaves the note"
    thread = reader.get(f"/t/{house.thread}", follow_redirects=True).text
    assert "Nicht mehr merken" in thread
    assert reader.post(f"/p/{kept}/bookmark", data=OFF | {"next": "/bookmarks"}).location == "/bookmarks"
    assert house.count(Bookmark) == 0
    assert "Noch nichts gemerkt" in reader.get("/bookmarks").text
    assert "Nicht mehr merken" not in reader.get(f"/t/{house.thread}", follow_redirects=True).text


def test_a_note_too_long_is_shown_again(house, kept):
    reader = house.client("other")
    assert reader.post(f"/bookmarks/{kept}/note", data={"note": "x" * 500}).status_code == 303
    page = reader.post(f"/bookmarks/{kept}/note", data={"note": "y" * 501})
    assert page.status_code == 422
    assert "y" * 501 in page.text
    assert "500 Zeichen genügen" in page.text
    assert "x" * 500 in reader.get("/bookmarks").text


def test_nobody_else_sees_or_changes_it(house, kept):
    house.client("other").post(f"/bookmarks/{kept}/note", data={"note": "MEINS"})
    for name in ("helper", "asker", "manager"):
        assert "MEINS" not in house.client(name).get("/bookmarks").text
        assert house.client(name).post(f"/bookmarks/{kept}/note", data={"note": "x"}).status_code == 404
        house.client(name).post(f"/p/{kept}/bookmark", data=OFF)
    assert "MEINS" in house.client("other").get("/bookmarks").text


def test_what_is_hidden_later_is_named_no_more_and_may_go(house, kept):
    reader = house.client("other")
    reader.post(f"/bookmarks/{kept}/note", data={"note": "noch da"})
    house.client("manager").post(f"/p/{kept}/hide", data={"reason": "insult", "text": ""})
    page = reader.get("/bookmarks").text
    assert "noch da" in page
    assert "Dieser Beitrag ist nicht mehr zu sehen." in page
    assert "Spange." not in page
    assert "Zahlt ihr" not in page
    reader.post(f"/p/{kept}/bookmark", data=OFF)
    assert house.count(Bookmark) == 0


def test_what_one_does_not_see_cannot_be_kept(house):
    inside = house.opening(house.ask("expert", "Fürs Team allein?", "team"))
    assert house.client("other").post(f"/p/{inside}/bookmark", data=ON).status_code == 404
    assert house.client("expert").post(f"/p/{inside}/bookmark", data=ON).status_code == 303
    assert house.client().post(f"/p/{inside}/bookmark", data=ON).location == f"/login?next=/p/{inside}"


def test_it_goes_with_its_member(house, kept):
    house.client("helper").post(f"/p/{kept}/bookmark", data=ON)

    def leave() -> None:
        with transaction():
            erase(by_id(house.people["other"]))

    house.do(leave)
    assert house.count(Bookmark) == 1
