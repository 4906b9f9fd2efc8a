"""The same question: counted once, taken back, never one's own, and it pays nobody."""

import pytest

from forum.reputation.models import LedgerEntry
from forum.threads.models import MeToo
from tests.plugins.databases import both_databases

pytestmark = both_databases
ON, OFF = {"on": "1"}, {"on": "0"}


def test_once_a_member_and_back(house):
    path, readers = f"/t/{house.thread}/me-too", [house.client(name) for name in ("other", "helper")]
    for reader in readers * 2:
        assert reader.post(path, data=ON).status_code == 303
    assert house.row().me_too_count == house.count(MeToo) == 2
    for name, words in {
        "": "Geht mir auch so 2",
        "other": "Geht mir auch so 2",
        "asker": "2 Personen geht es auch so",
    }.items():
        assert words in house.client(name).get(f"/t/{house.thread}", follow_redirects=True).text
    assert readers[0].post(path, data=OFF).status_code == readers[0].post(path, data=OFF).status_code == 303
    assert house.row().me_too_count == house.count(MeToo) == 1
    assert house.count(LedgerEntry) == 0


@pytest.mark.parametrize(("name", "status"), [("asker", 403), ("newcomer", 403), ("other", 303), ("", 303)])
def test_whose_question_it_is_not(house, name, status):
    answer = house.client(name).post(f"/t/{house.thread}/me-too", data=ON)
    assert answer.status_code == status
    assert house.row().me_too_count == (name == "other")


def test_only_questions_that_one_sees(house):
    talk = house.ask("asker", "Was meint ihr dazu?", kind="discussion")
    inside = house.ask("expert", "Fürs Team allein?", "team")
    reader = house.client("other")
    assert reader.post(f"/t/{talk}/me-too", data=ON).status_code == 403
    assert reader.post(f"/t/{inside}/me-too", data=ON).status_code == 404
    assert "Geht mir auch so" not in reader.get(f"/t/{talk}", follow_redirects=True).text
