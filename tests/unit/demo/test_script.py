"""The script: repeatable, in order, possible, plausible."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from typing import TypeVar

import pytest

from forum.demo import steps as s
from forum.demo.rhythm import ZURICH, season, storm
from forum.demo.script import plan
from forum.demo.steps import Step
from tests.unit.demo.present import NOW

Kind = TypeVar("Kind", bound=Step)
SIZES = {"members": 30, "threads": 60, "months": 6}


def of(history: list[Step], kind: type[Kind]) -> list[Kind]:
    return [step for step in history if isinstance(step, kind)]


def questions(history: list[Step]) -> dict[int, s.Ask]:
    return {step.thread: step for step in of(history, s.Ask) if step.kind == "question"}


def test_same_arguments_same_history() -> None:
    assert list(plan(now=NOW, **SIZES)) == list(plan(now=NOW, **SIZES))


def test_another_seed_is_another_community() -> None:
    assert list(plan(now=NOW, **SIZES)) != list(plan(now=NOW, seed=8, **SIZES))


@pytest.mark.parametrize("hashseed", ["1", "2"])
def test_no_order_depends_on_hashes(hashseed: str) -> None:
    code = (
        "from forum.demo.script import plan; from datetime import datetime, UTC; import hashlib;"
        "steps = list(plan(members=30, threads=60, months=6, now=datetime(2026, 11, 23, 9, 30, tzinfo=UTC)));"
        "print(hashlib.sha256(repr(steps).encode()).hexdigest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hashseed},
    )
    assert ran.stdout.strip() == hashlib.sha256(repr(list(plan(now=NOW, **SIZES))).encode()).hexdigest()


def test_time_only_goes_forward_and_ends_now(history: list[Step]) -> None:
    times = [step.at for step in history]
    assert times == sorted(times)
    assert times[-1] == NOW
    assert times[0] >= NOW - timedelta(days=31 * 24)


def test_only_what_is_there_is_touched(history: list[Step]) -> None:
    people, threads, posts = set(), set(), {}
    for step in history:
        if isinstance(step, s.SignUp):
            assert step.handle not in people
            people.add(step.handle)
        named = [getattr(step, name) for name in ("author", "voter", "by", "expert", "member") if hasattr(step, name)]
        assert set(named) <= people, step
        if isinstance(step, s.Ask):
            threads.add(step.thread)
            posts[step.post] = step.author
        elif isinstance(step, s.Answer | s.Comment):
            assert step.thread in threads
            assert getattr(step, "parent", step.post) in {*posts, step.post}
            posts[step.post] = step.author
        elif hasattr(step, "post"):
            assert step.post in posts, step


def test_votes_are_for_others_and_once(history: list[Step]) -> None:
    authors = {step.post: step.author for step in history if isinstance(step, s.Ask | s.Answer | s.Comment)}
    votes = [(step.voter, step.post) for step in of(history, s.Vote)]
    assert all(authors[post] != voter for voter, post in votes)
    assert len(votes) == len(set(votes))


def test_solutions_are_answers_of_their_thread(history: list[Step]) -> None:
    threads = {step.post: step.thread for step in of(history, s.Answer)}
    askers = {number: ask.author for number, ask in questions(history).items()}
    for step in of(history, s.Accept):
        assert threads[step.post] == step.thread
        assert askers[step.thread] == step.by


def test_endorsements_end_in_the_future_and_staff_are_not_endorsed(history: list[Step]) -> None:
    staff = {step.handle for step in of(history, s.SignUp) if step.role != "member"}
    authors = {step.post: step.author for step in of(history, s.Answer)}
    for step in of(history, s.Endorse):
        assert step.expert in staff
        assert authors[step.post] not in staff
        assert step.valid_until is None or step.valid_until > step.at.date()


def test_size_is_as_asked(history: list[Step]) -> None:
    kinds = Counter(type(step).__name__ for step in history)
    assert kinds["Ask"] == 1500
    assert kinds["SignUp"] == 400 + 11
    assert 5000 < kinds["Answer"] + kinds["Comment"] < 6800
    assert 11_000 < kinds["Vote"] < 16_000


def test_most_questions_are_solved_and_few_stay_open(history: list[Step]) -> None:
    asked = questions(history)
    solved: set[int] = set()
    for step in history:
        if isinstance(step, s.Accept):
            solved.add(step.thread)
        elif isinstance(step, s.WithdrawAcceptance):
            solved.discard(step.thread)
    answered = {step.thread for step in of(history, s.Answer)}
    waiting = [ask for ask in asked.values() if ask.thread not in answered]
    assert 0.58 < len(solved) / len(asked) < 0.67
    assert 0.02 < len(waiting) / len(asked) < 0.07
    assert any(NOW - ask.at < timedelta(hours=4) for ask in waiting)


def test_autumn_is_the_busy_season(history: list[Step]) -> None:
    days: Counter[bool] = Counter(season(ask.at.astimezone(ZURICH).date()) > 2 for ask in questions(history).values())
    span = [NOW.date() - timedelta(days=back) for back in range(730)]
    busy = sum(season(day) > 2 for day in span)
    assert days[True] / busy > 1.5 * days[False] / (730 - busy)


def test_people_write_at_noon_and_in_the_evening_not_at_night(history: list[Step]) -> None:
    hours = Counter(step.at.astimezone(ZURICH).hour for step in history if isinstance(step, s.Ask | s.Answer))
    assert hours[20] > 4 * hours[3]
    assert hours[12] > 1.2 * hours[15]


def test_experts_answer_in_office_hours(history: list[Step]) -> None:
    experts = {step.handle for step in of(history, s.SignUp) if step.role == "expert"}
    times = [step.at.astimezone(ZURICH) for step in of(history, s.Answer) if step.author in experts]
    assert len(times) > 200
    assert all(at.weekday() < 5 and 8 <= at.hour <= 18 for at in times)


def test_most_members_ask_a_little_and_few_help_a_lot(history: list[Step]) -> None:
    staff = {step.handle for step in of(history, s.SignUp) if step.role != "member"}
    helped = Counter(step.author for step in of(history, s.Answer) if step.author not in staff)
    top = sum(number for _, number in helped.most_common(8))
    assert 0.2 < top / helped.total() < 0.6
    asked = Counter(ask.author for ask in questions(history).values())
    assert sorted(asked.values())[len(asked) // 2] <= 4


def test_the_storm_is_angry(history: list[Step]) -> None:
    begin, end = storm(NOW)
    angry = [ask for ask in questions(history).values() if begin <= ask.at < end and "kritik" in ask.tags]
    assert begin < NOW - timedelta(days=7)
    assert len(angry) >= 10


def test_a_troll_is_hidden_and_suspended(history: list[Step]) -> None:
    authors = {step.post: step.author for step in history if isinstance(step, s.Ask | s.Answer | s.Comment)}
    hidden = Counter(authors[step.post] for step in of(history, s.HidePost))
    suspended = {step.member for step in of(history, s.Suspend)}
    assert hidden.total() >= 5
    assert set(hidden) == suspended


def test_some_change_their_minds(history: list[Step]) -> None:
    kinds = Counter(type(step).__name__ for step in history)
    accepted = Counter(step.thread for step in of(history, s.Accept))
    assert max(accepted.values()) >= 3
    for kind in ("WithdrawAcceptance", "DeletePost", "RestorePost", "Unvote", "EditPost", "Decide"):
        assert kinds[kind] >= 3, kind


def test_demo_accounts_take_part(history: list[Step]) -> None:
    demo = {step.demo: step.handle for step in of(history, s.SignUp) if step.demo}
    assert set(demo) == {"customer", "super-user", "expert", "manager", "administrator"}
    assert sum(ask.author == demo["customer"] for ask in questions(history).values()) >= 3
    assert sum(step.author == demo["super-user"] for step in of(history, s.Answer)) > 60


def test_a_small_community_lives_too(small: list[Step]) -> None:
    kinds = Counter(type(step).__name__ for step in small)
    assert kinds["Ask"] == 30
    assert kinds["SignUp"] == 20 + 11
    assert kinds["Answer"] > 30
    assert {"Accept", "Vote", "Comment"} <= set(kinds)


def test_a_visit_ends_every_day(history: list[Step]) -> None:
    visits = of(history, s.Visit)
    days = [visit.day for visit in visits]
    assert days == [days[0] + timedelta(days=index) for index in range(len(days))]
    assert days[-1] == NOW.astimezone(ZURICH).date()
    assert sum(number for visit in visits for _, number in visit.reads) > 50_000
