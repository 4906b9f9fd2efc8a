"""Tags, proposals, moving, closing."""

import pytest

from forum.threads.models import Proposal, ThreadLink
from tests.plugins.databases import both_databases

pytestmark = both_databases


def page(house, name: str = "asker", thread_id: int = 0) -> str:
    return house.client(name).get(f"/t/{thread_id or house.thread}", follow_redirects=True).text


def test_who_may_changes_tags_at_once_others_propose(house):
    house.client("asker").post(f"/t/{house.thread}/tags", data={"tags": "Zahn, Kinder, zahn"})
    assert [tag.name for tag in house.row().tags] == ["Kinder", "Zahn"]
    assert "Stichwörter ändern" in page(house)
    assert "Andere Stichwörter vorschlagen" in page(house, "other")
    wrong = house.client("asker").post(f"/t/{house.thread}/tags", data={"tags": "a,b,c,d,e,f"})
    assert wrong.status_code == 422
    assert 'value="a,b,c,d,e,f"' in wrong.text
    assert 'id="e-tags-tags"' in wrong.text


def test_a_mandate_retags_in_its_topic(house):
    client, form = house.client("other"), {"tags": "Zahn"}
    house.entrust("other", "thread:retag", "drinnen")
    assert client.post(f"/t/{house.thread}/tags", data=form).status_code == 403
    house.entrust("other", "thread:retag")
    assert client.post(f"/t/{house.thread}/tags", data=form).status_code == 303


@pytest.mark.parametrize("decision", ["accept", "decline"])
def test_proposed_tags_wait_for_the_asker(house, decision):
    house.client("helper").post(f"/t/{house.thread}/propose", data={"kind": "tags", "tags": "Zahn, Spange"})
    assert "helper schlägt diese Stichwörter vor" in page(house)
    path, form = "/proposals/1", {"decision": decision}
    assert house.client("other").post(path, data=form).status_code == 403
    assert house.client("helper").post(path, data=form).status_code == 403
    assert house.client("asker").post(path, data={"decision": "vielleicht"}).status_code == 422
    assert house.client("asker").post(path, data=form).status_code == 303
    assert house.client("asker").post(path, data=form).status_code == 409
    assert bool(house.row().tags) is (decision == "accept")


def test_nobody_decides_about_their_own_proposal(house):
    house.entrust("helper", "thread:retag")
    house.client("helper").post(f"/t/{house.thread}/propose", data={"kind": "tags", "tags": "Zahn"})
    answer = house.client("helper").post("/proposals/1", data={"decision": "accept"})
    assert answer.status_code == 403
    assert house.row().tags == []
    assert 'action="/proposals/1"' not in page(house, "helper")
    assert 'action="/proposals/1"' in page(house)


def test_a_second_proposal_waits(house):
    form = {"kind": "tags", "tags": "Zahn"}
    assert house.client("helper").post(f"/t/{house.thread}/propose", data=form).status_code == 303
    assert house.client("other").post(f"/t/{house.thread}/propose", data=form).status_code == 409


def test_a_duplicate_is_named_by_address_and_linked_when_accepted(house):
    newer = house.ask("asker", "Wird die Zahnspange bezahlt?")
    form = {"kind": "duplicate", "of": f"http://localhost/t/{house.thread}-zahlt-ihr#p1"}
    assert house.client("helper").post(f"/t/{newer}/propose", data=form).status_code == 303
    assert "helper meint, das gab es schon" in page(house, "asker", newer)
    house.client("expert").post("/proposals/1", data={"decision": "accept"})
    assert house.count(ThreadLink) == 1
    assert "Dasselbe wurde schon gefragt" in page(house, "", newer)


@pytest.mark.parametrize("of", ["", "irgendwas", "/t/999999", "{secret}", "{newer}", "{self}"])
def test_a_wrong_duplicate_is_said_beside_the_field_and_tells_nothing(house, of):
    secret = house.ask("manager", "Geheimes im Team besprochen", "team")
    target = house.ask("asker", "Die Frage, um die es geht")
    newer = house.ask("asker", "Eine noch neuere Frage dazu")
    typed = of.format(secret=secret, newer=newer, self=target)
    answer = house.client("helper").post(f"/t/{target}/propose", data={"kind": "duplicate", "of": typed})
    assert answer.status_code == 422
    assert 'id="e-propose-duplicate-of"' in answer.text
    assert "Geheimes" not in answer.text
    assert house.count(Proposal) == 0


def test_moving_changes_who_sees_it(house):
    assert house.client("manager").post(f"/t/{house.thread}/move", data={"category": "nix"}).status_code == 422
    assert house.client("manager").post(f"/t/{house.thread}/move", data={"category": "drinnen"}).status_code == 303
    assert house.client().get(f"/t/{house.thread}").status_code == 404
    assert house.client("helper").get("/c/drinnen").text.count('class="thread__t"') == 1


def test_closing_and_opening_again(house):
    client = house.client("asker")
    assert "Keine Antworten mehr annehmen" in page(house)
    for closed in ("1", "1", "0", "0"):
        client.post(f"/t/{house.thread}/close", data={"closed": closed})
        assert house.row().closed is (closed == "1")
