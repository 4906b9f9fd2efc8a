"""The engine against a small independent model: random votes, solutions, removals, restores, in any order."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from forum.reputation.engine import Fact, MemoryState, Shift, decide, replay
from forum.reputation.engine.measures import EVER, Tally
from forum.reputation.rulebook import loads

BOOK = loads("""
name = { de = "Klein", en = "Small" }
[cap.day]
per = "day"
most = 11
[cap.pair]
per = "giver_day"
most = 5
[cap.often]
per = "ever"
most = 3
unit = "times"
[[rule]]
id = "helpful"
name = { de = "Hilfreich", en = "Helpful" }
event = "vote_up"
path = "ratgeben"
amount = 3
caps = ["day", "pair"]
counts = ["helpful_votes", "thanks", "good"]
[[rule]]
id = "solution"
name = { de = "Los", en = "Solution" }
event = "solution_accepted"
path = "ratgeben"
amount = 25
caps = ["often"]
counts = ["accepted_answers", "thanks", "good", "deed"]
[path.ratgeben]
emblem = "rat"
name = { de = "Ruf", en = "Reputation" }
text = { de = "Ruf", en = "Reputation" }
deed = { de = "Taten", en = "Deeds" }
[[path.ratgeben.stage]]
title = { de = "Eins", en = "One" }
""")
MEMBERS, POSTS, DAYS = 4, 6, 3
STAFF = 4
START = datetime(2026, 3, 2, 12, tzinfo=UTC)
ill_category = 2

author_of = dict.fromkeys((1, 2), 1) | dict.fromkeys((3, 4), 2) | {5: 3, 6: STAFF}
thread_of = {post: (post + 1) // 2 for post in range(1, POSTS + 1)}
category_of = {1: 1, 2: 1, 3: ill_category}

votes = st.tuples(st.just("vote"), st.integers(1, MEMBERS), st.integers(1, POSTS), st.booleans())
solutions = st.tuples(st.just("solution"), st.integers(1, MEMBERS), st.integers(1, POSTS), st.booleans())
posts = st.tuples(st.just("post"), st.just(0), st.integers(1, POSTS), st.booleans())
threads = st.tuples(st.just("thread"), st.just(0), st.integers(1, POSTS), st.booleans())
days = st.tuples(st.just("day"), st.just(0), st.just(0), st.just(True))
steps = st.lists(st.one_of(votes, votes, solutions, posts, threads, days), max_size=60)


def happening(step, at):
    what, giver, post, on = step
    if what in {"post", "thread"}:
        return Shift(what=what, id=post if what == "post" else thread_of[post], gone=on, at=at)
    return Fact(
        name={"vote": "vote_up", "solution": "solution_accepted"}[what],
        on=on,
        subject_id=post * 100 + giver,
        at=at,
        author_id=author_of[post],
        giver_id=giver,
        asker_id=giver if what == "solution" else 0,
        post_id=post,
        thread_id=thread_of[post],
        category_id=category_of[thread_of[post]],
        post_kind="answer",
        thread_kind="question",
    )


def played(sequence):
    """Give what happens and when; a `day` step moves on to the next day."""
    at, out = START, []
    for step in sequence:
        if step[0] == "day":
            at += timedelta(days=1)
        else:
            out.append((step, at))
    return out


class Model:
    """The rules of the book above, written down once more and differently."""

    def __init__(self):
        self.granted, self.on, self.gone = {}, set(), set()
        self.day_used, self.pair_used = defaultdict(int), defaultdict(int)
        self.solutions = defaultdict(int)

    def step(self, step, at):
        what, giver, post, on = step
        if what in {"post", "thread"}:
            (self.gone.add if on else self.gone.discard)((what, post if what == "post" else thread_of[post]))
            return
        key, author = (what, giver, post), author_of[post]
        if not on:
            self.on.discard(key)
            return
        self.on.add(key)
        if key in self.granted or author in {giver, STAFF}:
            return
        if what == "vote":
            room = min(11 - self.day_used[author, at.date()], 5 - self.pair_used[author, giver, at.date()])
            amount = max(0, min(3, room))
            self.day_used[author, at.date()] += amount
            self.pair_used[author, giver, at.date()] += amount
        else:
            amount = 25 if self.solutions[author] < 3 else 0
            self.solutions[author] += amount > 0
        self.granted[key] = (amount, at.date())

    def live(self):
        for key, (amount, day) in self.granted.items():
            post = key[2]
            if key in self.on and ("post", post) not in self.gone and ("thread", thread_of[post]) not in self.gone:
                yield key, author_of[post], amount, day


def run(sequence):
    state, model = MemoryState(staff={STAFF}, ill={ill_category}), Model()
    known = set()
    for step, at in played(sequence):
        # an award appears while its post is shown: nobody votes on what is gone
        fact = happening(step, at)
        gone = ("post", step[2]) in model.gone or ("thread", thread_of[step[2]]) in model.gone
        if isinstance(fact, Fact) and fact.on and gone and (step[0], step[1], step[2]) not in known:
            continue
        if step[3]:
            known.add((step[0], step[1], step[2]))
        state.apply(decide(BOOK, fact, state))
        model.step(step, at)
        yield state, model


@settings(max_examples=300, deadline=None)
@given(steps)
def test_after_every_step_the_points_are_those_of_what_stands(sequence):
    for state, model in run(sequence):
        expected = defaultdict(int)
        for _key, author, amount, _day in model.live():
            expected[author] += amount
        assert {member: points for (member, _), points in state.points.items() if points} == {
            member: points for member, points in expected.items() if points
        }


@settings(max_examples=300, deadline=None)
@given(steps)
def test_the_ledger_sums_up_and_never_pays_twice(sequence):
    for state, _model in run(sequence):
        total, grants = defaultdict(int), defaultdict(int)
        for change in state.ledger:
            total[change.award.member_id] += change.amount
            key = (change.award.rule, change.award.subject_id, change.award.member_id)
            grants[key] += change.kind == "grant"
        assert dict(total) == {member: points for (member, _), points in state.points.items()}
        assert set(grants.values()) <= {1}
        assert STAFF not in total


@settings(max_examples=300, deadline=None)
@given(steps)
def test_counters_people_and_months_are_those_of_what_stands(sequence):
    state, model = None, None
    for state, model in run(sequence):  # noqa: B007 - only the end matters
        pass
    if state is None:
        return
    live = list(model.live())
    for member in range(1, MEMBERS + 1):
        mine = [(key, amount, day) for key, author, amount, day in live if author == member]
        ranked = [(key, amount, day) for key, amount, day in mine if category_of[thread_of[key[2]]] != ill_category]
        path = "ratgeben"
        assert state.tallies[Tally(member, path, "thankers")] == len({key[1] for key, _a, _d in mine})
        assert state.tallies[Tally(member, path, "thank_days")] == len({day for _k, _a, day in mine})
        assert state.tallies[Tally(member, "", "good_answers")] == len({key[2] for key, _a, _d in mine})
        assert state.tallies[Tally(member, path, "helpful_votes")] == sum(key[0] == "vote" for key, _a, _d in mine)
        assert state.months[member, path, EVER] == [
            sum(amount for _k, amount, _d in ranked),
            sum(key[0] == "solution" for key, _a, _d in ranked),
            len({key[1] for key, _a, _d in ranked}),
        ]


@settings(max_examples=150, deadline=None)
@given(steps)
def test_the_same_again_changes_nothing(sequence):
    facts = [happening(step, at) for step, at in played(sequence)]
    state = MemoryState(staff={STAFF})
    for fact in facts:
        state.apply(decide(BOOK, fact, state))
        assert decide(BOOK, fact, state) == []


@settings(max_examples=150, deadline=None)
@given(steps, st.integers(0, 60))
def test_in_two_halves_as_in_one(sequence, cut):
    facts = [happening(step, at) for step, at in played(sequence)]
    whole = replay(BOOK, facts, MemoryState(staff={STAFF}))
    halves = replay(BOOK, facts[cut:], replay(BOOK, facts[:cut], MemoryState(staff={STAFF})))
    assert whole.ledger == halves.ledger
    assert whole.tallies == halves.tallies
