"""Open questions that fit what one is good at, with the reason; nobody else learns of it."""

from forum.core.db import transaction
from forum.threads import actions, queries
from tests.plugins.databases import both_databases
from tests.web.threads.test_lists import listed

pytestmark = both_databases


def helped(house, name: str, thread_id: int) -> None:
    """Let somebody's answer be found helpful."""
    answer = house.answer(name, thread_id)

    def vote() -> None:
        with transaction():
            actions.vote(voter=house.member("expert"), post=queries.post(answer), value=1)

    house.do(vote)


def test_where_answers_helped(house):
    done = house.ask("asker", "Eine mit Stichwort?", "drinnen", tags=["Zahn"])
    fits = {
        house.ask("other", "Noch eine drinnen?", "drinnen"): "1 Antwort von dir hat in «Drinnen» geholfen",
        house.ask("other", "Etwas zum Zahn draussen?", tags=["Zahn"]): "1 Antwort von dir hat in «Zahn» geholfen",
    }
    house.ask("helper", "Meine eigene Frage drinnen?", "drinnen")
    house.answer("asker", house.ask("other", "Schon beantwortet drinnen?", "drinnen"))
    helper = house.client("helper")
    assert "Noch kein Anhaltspunkt" in helper.get("/fitting").text
    house.answer("helper", done)
    assert "Noch kein Anhaltspunkt" in helper.get("/fitting").text, "an answer alone is no strength"
    helped(house, "helper", done)
    page = helper.get("/fitting")
    assert listed(page) == set(fits)
    for reason in fits.values():
        assert reason in page.text
    assert "Noch kein Anhaltspunkt" in house.client("other").get("/fitting").text
    assert "/fitting" not in house.client("other").get("/bookmarks").text


def test_an_accepted_answer_counts_but_not_by_oneself(house):
    own, other = house.ask("helper", "Selbst gefragt?"), house.ask("asker", "Fremd gefragt?", "drinnen")
    house.client("helper").post(f"/p/{house.answer('helper', own)}/accept")
    assert "Noch kein Anhaltspunkt" in house.client("helper").get("/fitting").text
    house.client("asker").post(f"/p/{house.answer('helper', other)}/accept")
    waiting = house.ask("other", "Wer weiss es drinnen?", "drinnen")
    assert listed(house.client("helper").get("/fitting")) == {waiting}
    assert "Passt zu dir" in house.client("helper").get("/following").text


def test_nothing_that_one_may_not_see_any_more(house):
    inside = house.ask("expert", "Fürs Team allein?", "team")
    answer = house.answer("manager", inside)
    house.client("expert").post(f"/p/{answer}/accept")
    open_ = house.ask("expert", "Noch eine im Team?", "team")
    assert listed(house.client("manager").get("/fitting")) == {open_}

    def demote() -> None:
        with transaction() as s:
            s.merge(house.member("manager")).role = "member"

    house.do(demote)
    assert listed(house.client("manager").get("/fitting")) == set()
