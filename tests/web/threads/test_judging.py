"""Votes, solutions, confirmations, follows: states, not clicks."""

from datetime import timedelta

import pytest

from forum.core import clock
from forum.threads.models import Acceptance, Endorsement, Follow, Vote
from tests.plugins.databases import both_databases

pytestmark = both_databases


def test_a_vote_is_given_once_and_taken_back(house):
    answer, client = house.answer("helper"), house.client("other")
    for value, helpful in (("1", 1), ("1", 1), ("0", 0), ("0", 0), ("1", 1)):
        assert client.post(f"/p/{answer}/vote", data={"value": value}).location.endswith(f"#p{answer}")
        assert house.post(answer).helpful_count == helpful
    page = client.get(f"/t/{house.thread}", follow_redirects=True).text
    assert 'aria-pressed="true"' in page
    assert house.count(Vote) == 1


def test_nobody_votes_on_what_they_wrote(house):
    answer = house.answer("helper")
    page = house.client("helper").get(f"/t/{house.thread}", follow_redirects=True).text
    assert f'action="/p/{answer}/vote"' not in page
    assert house.client("helper").post(f"/p/{answer}/vote", data={"value": "1"}).status_code == 403


def test_the_solution_is_set_moved_and_withdrawn(house):
    first, second, client = house.answer("helper"), house.answer("other"), house.client("asker")
    assert "Das hat geholfen" in client.get(f"/t/{house.thread}", follow_redirects=True).text
    for post_id in (first, first, second):
        assert client.post(f"/p/{post_id}/accept").status_code == 303
        assert house.row().accepted_post_id == post_id
    assert house.count(Acceptance, Acceptance.active) == 1
    assert client.post(f"/t/{house.thread}/withdraw-solution").status_code == 303
    assert client.post(f"/t/{house.thread}/withdraw-solution").status_code == 303
    assert house.row().accepted_post_id is None


def test_only_an_answer_to_a_question_can_be_a_solution(house):
    talk = house.ask("asker", "Was haltet ihr davon?", kind="discussion")
    reply, client = house.answer("helper", talk), house.client("asker")
    note = client.post(f"/p/{reply}/comment", data={"body": "Danke"}).location.split("#p")[1]
    for post_id in (reply, note, house.opening()):
        answer = client.post(f"/p/{post_id}/accept")
        assert answer.status_code == 422
        assert "Lösung kann nur eine Antwort" in answer.text
    assert house.count(Acceptance) == 0


def test_a_mandate_sets_the_solution_but_not_to_ones_own_answer(house):
    mine, theirs, client = house.answer("other"), house.answer("helper"), house.client("other")
    assert client.post(f"/p/{theirs}/accept").status_code == 403
    house.entrust("other", "solution:set", "drinnen")
    assert client.post(f"/p/{theirs}/accept").status_code == 403
    house.entrust("other", "solution:set")
    assert client.post(f"/p/{mine}/accept").status_code == 403
    assert client.post(f"/p/{theirs}/accept").status_code == 303


def test_an_expert_confirms_until_a_day_changes_it_and_takes_it_back(house):
    answer, client = house.answer("helper"), house.client("expert")
    later = (clock.today() + timedelta(days=30)).isoformat()
    for until in (later, "", later):
        assert client.post(f"/p/{answer}/endorse", data={"valid_until": until}).status_code == 303
    page = client.get(f"/t/{house.thread}", follow_redirects=True).text
    assert "Gültig bis" in page
    assert f'value="{later}"' in page
    assert house.count(Endorsement) == 1
    client.post(f"/p/{answer}/unendorse")
    assert house.count(Endorsement, Endorsement.active) == 0


@pytest.mark.parametrize("until", ["2020-01-01", "morgen", "2026-13-01", "99999-01-01"])
def test_a_wrong_day_is_said_beside_the_field(house, until):
    answer = house.answer("helper")
    page = house.client("expert").post(f"/p/{answer}/endorse", data={"valid_until": until})
    assert page.status_code == 422
    assert f'id="e-endorse-{answer}-valid_until"' in page.text
    assert f'value="{until}"' in page.text
    assert house.count(Endorsement) == 0


def test_an_expert_confirms_in_their_field_only_and_no_expert(house):
    answer, own = house.answer("helper"), house.answer("expert")
    elsewhere = house.answer("helper", house.ask("asker", "In einem anderen Thema", "drinnen"))
    client = house.client("expert")
    assert client.post(f"/p/{elsewhere}/endorse").status_code == 403
    assert client.post(f"/p/{own}/endorse").status_code == 403
    assert client.post(f"/p/{house.opening()}/endorse").status_code == 422
    assert client.post(f"/p/{answer}/endorse").status_code == 303


def test_following_is_a_state(house):
    client, mine = house.client("other"), Follow.thread_id == house.thread
    for value, number in (("1", 2), ("1", 2), ("0", 1), ("0", 1)):
        assert client.post(f"/t/{house.thread}/follow", data={"on": value}).status_code == 303
        assert house.count(Follow, mine) == number
    assert "Folgen" in client.get(f"/t/{house.thread}", follow_redirects=True).text
