"""From nomination to the end by form, with the holder's browser open all the while."""

import pytest
from sqlalchemy import event, select

from forum.core.db import db, session
from forum.mandates.models import Grant, Nomination
from forum.threads import queries
from tests.fixtures import trust
from tests.plugins.databases import both_databases

YES = {"agreed": "1", "charter": "3"}


def nominate(house, name="helper", approvals=1) -> int:
    return house.do(lambda: trust.nominated(house.member(name), queries.category("familie"), approvals))


def entrust(house, name="helper") -> int:
    place = queries.category
    return house.do(lambda: trust.entrusted(house.member(name), place("familie"), house.member("manager")))


def state(house, table, row_id: int) -> str:
    return house.do(lambda: session().scalar(select(table.state).where(table.id == row_id)))


@both_databases
def test_usable_at_once_and_gone_at_once_in_an_open_session(house):
    holder, manager = house.client("helper"), house.client("manager")
    first, second = house.answer("other"), house.answer("other")
    hide = {"reason": "insult"}
    assert holder.post(f"/p/{first}/hide", data=hide).status_code == 403
    nomination_id = nominate(house)
    base = f"/mandates/nominations/{nomination_id}"
    assert manager.post(f"{base}/approve", data={"reason": "Ruhig und genau."}).status_code == 303
    assert holder.post(f"/p/{first}/hide", data=hide).status_code == 403
    assert holder.post(f"{base}/accept", data=YES).status_code == 303
    assert "Mitglied mit Mandat" in holder.get("/mandates").text
    assert holder.post(f"/p/{first}/hide", data=hide).status_code == 303
    assert manager.post("/mandates/1/revoke", data={"reason": "Zu streng."}).status_code == 303
    assert holder.post(f"/p/{second}/hide", data=hide).status_code == 403
    assert holder.get("/moderation").status_code == 403
    assert "Zu streng." in holder.get("/mandates").text
    assert (house.post(first).state, house.post(second).state) == ("hidden", "shown")


def test_rest_wake_and_hand_back_are_one_click_each(house):
    mandate_id, holder = entrust(house), house.client("helper")
    post_id = house.answer("other")
    for verb, then, status in (("rest", "resting", 403), ("wake", "active", 422), ("hand-back", "handed_back", 403)):
        assert holder.post(f"/mandates/{mandate_id}/{verb}").status_code == 303
        assert state(house, Grant, mandate_id) == then
        assert holder.post(f"/p/{post_id}/hide").status_code == status
    assert holder.post(f"/mandates/{mandate_id}/wake").status_code == 409


def test_a_member_may_say_no(house):
    nomination_id = nominate(house)
    assert house.client("helper").post(f"/mandates/nominations/{nomination_id}/refuse").status_code == 303
    assert state(house, Nomination, nomination_id) == "refused"


@pytest.mark.parametrize(
    ("fields", "status"), [({"charter": "3"}, 422), ({"agreed": "1"}, 409), ({"agreed": "1", "charter": "2"}, 409)]
)
def test_the_charter_is_accepted_as_it_stands_now(house, fields, status):
    nomination_id = nominate(house)
    house.do(lambda: trust.approved(house.member("manager"), nomination_id))
    answer = house.client("helper").post(f"/mandates/nominations/{nomination_id}/accept", data=fields)
    assert answer.status_code == status
    assert state(house, Nomination, nomination_id) == "approved"
    assert house.count(Grant) == 0


@pytest.mark.parametrize("verb", ["approve", "decline"])
def test_a_decision_without_a_reason_is_shown_again(house, verb):
    nomination_id = nominate(house)
    answer = house.client("manager").post(f"/mandates/nominations/{nomination_id}/{verb}", data={"reason": " "})
    assert answer.status_code == 422
    assert "Bitte sag in einem Satz, warum." in answer.text
    assert state(house, Nomination, nomination_id) == "nominated"


def test_revoking_without_a_reason_is_shown_again(house):
    mandate_id = entrust(house)
    answer = house.client("manager").post(f"/mandates/{mandate_id}/revoke", data={"reason": ""})
    assert answer.status_code == 422
    assert "Bitte sag in einem Satz, warum." in answer.text
    assert state(house, Grant, mandate_id) == "active"


def test_declining_tells_the_member_why(house):
    nomination_id = nominate(house)
    house.client("manager").post(f"/mandates/nominations/{nomination_id}/decline", data={"reason": "Noch zu früh."})
    assert "Noch zu früh." in house.client("helper").get("/mandates").text
    assert (
        house.client("manager")
        .post(f"/mandates/nominations/{nomination_id}/approve", data={"reason": "Doch."})
        .status_code
        == 409
    )


def test_by_hand(house):
    house.do(lambda: trust.climbed(house.member("helper")))
    manager = house.client("manager")
    for fields, said in (
        ({"handle": "niemand", "bundle": "ratgeben-4"}, "Dieses Pseudonym hat niemand."),
        ({"handle": "helper", "bundle": "ratgeben"}, "Bitte wähle eine Stufe."),
        ({"handle": "other", "bundle": "ratgeben-4"}, "noch nicht erreicht"),
        ({"handle": "expert", "bundle": "ratgeben-4"}, "Nur ein Mitglied"),
        ({"handle": "helper", "bundle": "ratgeben-4"}, "fehlt ein Thema mit Lösungen"),
    ):
        answer = manager.post("/mandates/nominations", data=fields)
        assert (answer.status_code, said in answer.text) == (422, True)
        assert f'value="{fields["handle"]}"' in answer.text
    assert house.count(Nomination) == 0


ROUTES = {
    "/mandates/nominations": {"handle": "helper", "bundle": "ratgeben-4"},
    "/mandates/nominations/1/approve": {"reason": "Gut."},
    "/mandates/nominations/1/decline": {"reason": "Gut."},
    "/mandates/nominations/1/accept": YES,
    "/mandates/nominations/1/refuse": {},
    "/mandates/1/rest": {},
    "/mandates/1/wake": {},
    "/mandates/1/hand-back": {},
    "/mandates/1/revoke": {"reason": "Gut."},
}
LEADING = {"/mandates/nominations", *(path for path in ROUTES if path.endswith(("approve", "decline", "revoke")))}


@pytest.mark.parametrize("path", ROUTES)
def test_every_verb_refuses_everybody_else(house, path):
    mandate_id = entrust(house)
    assert mandate_id == 1
    strangers = {"asker": 403 if path == "/mandates/nominations" else 404, "expert": 404, "": 303}
    strangers["expert"] = strangers["asker"]
    strangers["helper" if path in LEADING else "manager"] = 403
    for name, status in strangers.items():
        answer = house.client(name).post(path, data=ROUTES[path])
        assert (name, answer.status_code) == (name, status)
        if status == 303:
            assert answer.location.startswith("/login")
    assert state(house, Grant, 1) == "active"
    assert state(house, Nomination, 1) == "accepted"
    assert house.count(Nomination) == 1


@pytest.mark.parametrize(("name", "status"), [("asker", 404), ("expert", 404), ("helper", 403), ("manager", 200)])
def test_one_mandate_is_shown_to_the_leading(house, name, status):
    entrust(house)
    assert house.client(name).get("/mandates/1").status_code == status
    assert house.client(name).get("/mandates/99").status_code == 404


def test_a_member_sees_nothing_of_others(house):
    entrust(house)
    nominate(house, "other")
    for name in ("asker", "expert"):
        page = house.client(name).get("/mandates").text
        assert "Du hast kein Mandat" in page
        assert "/mandates/nominations/" not in page


def test_the_leading_sees_evidence_and_running_mandates(house):
    entrust(house)
    nominate(house, "other")
    page = house.client("manager").get("/mandates").text
    for said in ("Freigaben: 0 von 1", "0 von 0 Antworten", "Familie &amp; Kinder", "1 aktiv, 0 ruhen", "Fassung 3"):
        assert said in page


def test_the_nominated_member_is_invited(house):
    nomination_id, holder = nominate(house), house.client("helper")
    assert "Du bist nominiert" in holder.get("/mandates").text
    assert "/accept" not in holder.get("/mandates").text
    house.do(lambda: trust.approved(house.member("manager"), nomination_id))
    assert f"/mandates/nominations/{nomination_id}/accept" in holder.get("/mandates").text
    assert "Du bist nominiert" in holder.get("/").text


def test_more_nominations_and_mandates_cost_no_more(house):
    manager = house.client("manager")

    def reads() -> int:
        counted = []

        def count(_connection, _cursor, statement, *_rest):
            counted.append(statement.startswith("SELECT"))

        with house.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", count)
        assert manager.get("/mandates").status_code == 200
        event.remove(engine, "before_cursor_execute", count)
        return sum(counted)

    entrust(house)
    nominate(house, "other")
    few = reads()
    for name in ("asker", "newcomer"):
        nominate(house, name)
    assert reads() == few <= 28
