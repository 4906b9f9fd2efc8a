"""Who sees what of the game: one's own numbers, others' stages, nothing of who does not play."""

import csv
import io

import pytest

from forum.accounts.models import Member

NUMBERS = ("27 Hm", "Stand 27", "27 Höhenmeter")


def test_the_own_points_are_explained_and_sum_up(house):
    page = house.client("helper").get("/m/helper/points").text
    assert "Deine Antwort wurde als Lösung angenommen: Zahlt ihr die Zahnspange?" in page
    assert "Regel «Eine Antwort wird zur Lösung»" in page
    assert "Stand 27" in page
    assert "+25" in page
    assert "+2" in page


def test_losses_are_shown_too(house):
    page = house.client("other").get("/m/other/points").text
    assert "Zurückgenommen, ohne Nachteil" in page
    assert "−2" in page


@pytest.mark.parametrize(
    ("reader", "status"),
    [("helper", 200), ("manager", 200), ("other", 403), ("expert", 403), ("", 303)],
)
@pytest.mark.parametrize("address", ["/m/helper/points", "/m/helper/points.csv"])
def test_only_oneself_and_managers_see_a_ledger(house, reader, status, address):
    answer = house.client(reader).get(address)
    assert answer.status_code == status
    assert ("Lösung angenommen" in answer.text) == (status == 200)


def test_others_see_stages_and_no_number(house):
    for reader in ("", "other", "expert"):
        page = house.client(reader).get("/m/helper/paths").text
        assert "Erste Spur" in page
        assert not any(number in page for number in NUMBERS)


def test_the_own_paths_say_what_is_missing(house):
    page = house.client("helper").get("/m/helper/paths").text
    assert "Hier: 27 Hm" in page
    assert "27 von 200" in page
    assert "Stufe 1 von 6: Erste Spur, 27 Höhenmeter" in page


def test_who_only_asks_has_no_path_to_show(house):
    assert house.client("other").get("/m/asker/paths").status_code == 404
    assert "Noch keine Höhenmeter" in house.client("asker").get("/m/asker/points").text


def test_who_switched_the_game_off_shows_nothing_anywhere(house, settle):
    settle("helper", on_leaderboard=True)
    settle("helper", plays=False)
    assert house.client("other").get("/m/helper/paths").status_code == 404
    assert ">helper<" not in house.client("").get("/leaderboard").text
    for reader in ("helper", "manager"):
        for address in ("/m/helper/points", "/m/helper/paths"):
            page = house.client(reader).get(address).text
            assert "ausgeschaltet" in page
            assert not any(number in page for number in NUMBERS)
        rows = house.client(reader).get("/m/helper/points.csv").text.splitlines()
        assert len(rows) == 1


def test_staff_have_no_points_to_show(house):
    assert house.client("other").get("/m/expert/paths").status_code == 404
    assert house.client("expert").get("/m/expert/points").status_code == 403


def test_the_csv_says_what_the_page_says(house):
    answer = house.client("helper").get("/m/helper/points.csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert answer.mimetype == "text/csv"
    assert [row[5] for row in rows[1:]] == ["25", "2"]
    assert [row[8] for row in rows[1:]] == ["25", "27"]


def test_a_title_that_looks_like_a_formula_is_made_harmless(house):
    thread = house.ask("asker", "=HYPERLINK(1) Ist das gut?")
    post_id = house.answer("helper", thread)
    house.client("asker").post(f"/p/{post_id}/vote", data={"value": "1"})
    text = house.client("helper").get("/m/helper/points.csv").text
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text


def test_appearing_is_one_click_and_vanishing_too(house):
    helper = house.client("helper")
    assert ">helper<" not in helper.get("/leaderboard").text
    assert helper.post("/leaderboard/listing", data={"on_leaderboard": "1"}).status_code == 303
    assert ">helper<" in house.client("").get("/leaderboard").text
    helper.post("/leaderboard/listing", data={"on_leaderboard": "0"})
    assert ">helper<" not in house.client("").get("/leaderboard").text


@pytest.mark.parametrize(("who", "status"), [("", 303), ("expert", 403), ("manager", 403)])
def test_guests_and_staff_cannot_be_listed(house, who, status):
    answer = house.client(who).post("/leaderboard/listing", data={"on_leaderboard": "1"})
    assert answer.status_code == status
    if who:
        assert not house.do(lambda: house.member(who).on_leaderboard)
    assert Member.on_leaderboard.default.arg is False


def test_the_choice_is_offered_to_who_earned_something_only(house):
    assert "/leaderboard/listing" in house.client("helper").get("/leaderboard").text
    for who in ("", "asker", "expert"):
        assert "/leaderboard/listing" not in house.client(who).get("/leaderboard").text


@pytest.mark.parametrize(
    "query", ["?path=nix", "?period=2026-13", "?period=1999-01", "?after=%00", "?path=entdecken&period=ever"]
)
def test_odd_questions_get_a_list(house, query):
    assert house.client("").get("/leaderboard" + query).status_code == 200


def test_the_rules_write_themselves(house):
    page = house.client("").get("/how-points-work").text
    assert "Eine Antwort wird zur Lösung" in page
    assert "+25 Hm" in page
    assert "höchstens 40 am Tag" in page
    assert "+41 Hm" in page
    assert page.count("Höhenfeuer") >= 1
    for never in ("Fragen stellen", "Tempo", "Tageszeit"):
        assert never in page


def test_in_english_and_with_sie(house, settle):
    settle("helper", language="en")
    assert "Your answer was accepted as the solution" in house.client("helper").get("/m/helper/points").text
    settle("helper", language="de", address="sie")
    page = house.client("helper").get("/m/helper/points").text
    assert "Ihre Antwort wurde als Lösung angenommen" in page
    assert "deine " not in page.lower()
