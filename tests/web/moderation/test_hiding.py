"""Hiding by form: who may, where, with which reason, and what each of them then sees."""

import pytest
from sqlalchemy import event

from forum.core.db import db
from forum.moderation.models import ModerationAction
from forum.threads import queries
from tests.fixtures import trust
from tests.plugins.databases import both_databases

AD = {"reason": "advertising", "text": "Hoi, das ist Werbung."}


def hide(house, name, post_id, fields=AD):
    return house.client(name).post(f"/p/{post_id}/hide", data=fields)


def entrust(house, name, place="familie"):
    house.do(lambda: trust.entrusted(house.member(name), queries.category(place), house.member("manager")))


@pytest.fixture
def spam(house):
    return house.answer("other", body="Vergleichsportal mit Rabatt.")


@both_databases
def test_a_holder_hides_and_the_log_shows_it(house, spam):
    entrust(house, "helper")
    answer = hide(house, "helper", spam)
    assert (answer.status_code, answer.location) == (303, f"/p/{spam}")
    assert house.post(spam).state == "hidden"
    log = house.client("helper").get("/moderation").text
    assert "Werbung" in log
    assert "Hoi, das ist Werbung." in log
    assert house.client("helper").post(f"/p/{spam}/show", data={"reason": "mistake"}).status_code == 303
    assert house.post(spam).state == "shown"
    assert "aufgehoben" in house.client("helper").get("/moderation").text


REFUSED = {"asker": 403, "helper": 403, "newcomer": 403, "expert": 403, "other": 403}


@pytest.mark.parametrize("name", REFUSED)
def test_nobody_without_the_right_hides(house, spam, name):
    assert hide(house, name, spam).status_code == REFUSED[name]
    assert house.post(spam).state == "shown"
    assert house.count(ModerationAction) == 0


def test_guests_are_led_to_sign_in(house, spam):
    answer = house.client().post(f"/p/{spam}/hide", data=AD)
    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/login")
    assert house.post(spam).state == "shown"


def test_the_leading_hides_everywhere(house, spam):
    assert hide(house, "manager", spam).status_code == 303
    assert house.post(spam).state == "hidden"


def test_the_scope_holds(house, spam):
    entrust(house, "helper", "drinnen")
    assert hide(house, "helper", spam).status_code == 403
    inside = house.answer("other", house.ask("asker", "Drinnen gefragt?", "drinnen"))
    assert hide(house, "helper", inside).status_code == 303


def test_a_post_nobody_may_see_does_not_exist(house):
    entrust(house, "helper")
    team = house.answer("manager", house.ask("manager", "Nur für das Team?", "team"))
    assert hide(house, "helper", team).status_code == 404
    assert hide(house, "helper", 999_999).status_code == 404


@pytest.mark.parametrize("name", ["helper", "manager"])
def test_nobody_moderates_their_own_thread_or_post(house, name):
    entrust(house, "helper")
    thread = house.ask(name, "Eigenes Thema?")
    assert hide(house, name, house.answer("other", thread)).status_code == 403
    assert hide(house, name, house.opening(thread)).status_code == 403
    assert hide(house, name, house.answer(name)).status_code == 403


def test_who_answered_does_not_decide(house, spam):
    entrust(house, "helper")
    house.answer("helper")
    assert hide(house, "helper", spam).status_code == 403
    assert "du hast in diesem Thema geantwortet" in house.client("helper").get(f"/moderation?post={spam}").text.replace(
        "Du", "du"
    )


@pytest.mark.parametrize("fields", [{}, {"text": "Weil."}, {"reason": "criticism", "text": "Das Haus."}])
def test_without_a_reason_the_case_is_shown_again_with_what_was_typed(house, spam, fields):
    answer = hide(house, "manager", spam, fields)
    assert answer.status_code == 422
    assert "Bitte wähle einen Grund." in answer.text
    assert fields.get("text", "") in answer.text
    assert house.post(spam).state == "shown"


def test_two_at_once_get_one_effect_and_one_conflict(house, spam):
    hide(house, "manager", spam)
    assert hide(house, "manager", spam).status_code == 409
    assert house.count(ModerationAction) == 1


def test_the_author_reads_why_and_others_see_nothing(house, spam):
    hide(house, "manager", spam)
    page = f"/t/{house.thread}-x"
    author = house.client("other").get(page, follow_redirects=True).text
    assert "Verdeckt: Werbung" in author
    assert "Hoi, das ist Werbung." in author
    for name in ("asker", "", "newcomer"):
        seen = house.client(name).get(page, follow_redirects=True).text
        assert "Vergleichsportal" not in seen
        assert "Verdeckt:" not in seen


def test_a_hidden_thread_tells_its_author_why(house):
    hide(house, "manager", house.opening())
    page = f"/t/{house.thread}-x"
    assert "Verdeckt: Werbung" in house.client("asker").get(page, follow_redirects=True).text
    assert house.client("helper").get(page).status_code == 404


def test_only_whoever_may_moderate_gets_the_tools(house, spam):
    entrust(house, "helper")
    page = f"/t/{house.thread}-x"
    assert f"/p/{spam}/hide" in house.client("helper").get(page, follow_redirects=True).text
    for name in ("asker", "other", "expert", ""):
        assert "/hide" not in house.client(name).get(page, follow_redirects=True).text


@pytest.mark.parametrize(("name", "status"), [("asker", 403), ("expert", 403), ("manager", 200), ("helper", 200)])
def test_the_log_is_for_holders_and_the_leading(house, name, status):
    entrust(house, "helper")
    assert house.client(name).get("/moderation").status_code == status


def test_the_log_of_another_category_is_not_told(house, spam):
    entrust(house, "helper", "drinnen")
    hide(house, "manager", spam)
    browser = house.client("helper")
    assert "Werbung" not in browser.get("/moderation").text
    assert browser.get(f"/moderation?post={spam}").status_code == 404


@pytest.mark.parametrize("query", ["?post=x", "?show=nonsense", "?after=zzz", "?post="])
def test_nonsense_in_the_address_is_the_first_page(house, spam, query):
    hide(house, "manager", spam)
    assert "Vergleichsportal" in house.client("manager").get(f"/moderation{query}").text


def test_a_long_log_costs_no_more(house):
    browser = house.client("manager")

    def reads() -> int:
        counted = []

        def count(_connection, _cursor, statement, *_rest):
            counted.append(statement.startswith("SELECT"))

        with house.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", count)
        assert browser.get("/moderation").status_code == 200
        event.remove(engine, "before_cursor_execute", count)
        return sum(counted)

    hide(house, "manager", house.answer("other"))
    few = reads()
    for _ in range(8):
        hide(house, "manager", house.answer("other"))
    assert reads() == few <= 18
