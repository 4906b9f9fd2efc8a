"""64 acts at once over four real processes: exactly one effect each, on both databases, and nobody gets an error."""

import pytest
from sqlalchemy import func, select

from forum.core.db import session
from forum.reputation.models import Award, LedgerEntry
from tests.fixtures import game
from tests.fixtures.parallel import at_once
from tests.plugins.databases import both_databases

pytestmark = [both_databases, pytest.mark.xdist_group("crowds")]  # PostgreSQL takes a hundred connections
ACTS = 64


@pytest.fixture(autouse=True)
def _game(context):
    with game.playing():
        yield


def count(table) -> int:
    return session().scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def run(database, tmp_path):
    def run(acts):
        session().rollback()
        answers = at_once(database, tmp_path / "data", acts)
        session().rollback()
        assert len(answers) == ACTS
        assert all(isinstance(answer, bool) for answer in answers), [a for a in answers if not isinstance(a, bool)]
        return answers.count(True)

    return run


def test_one_voter_64_times_at_once_is_one_vote(run):
    author, voter = game.person(), game.person()
    post_id = game.answer(author, game.question(game.person(), game.category()))
    assert run([("vote", [voter, post_id])] * ACTS) == 1
    assert (game.points(author), game.booked(author)) == (2, 2)
    assert (count(LedgerEntry), count(Award)) == (1, 1)


def test_64_voters_at_once_fill_the_cap_and_no_more(run):
    author = game.person()
    post_id = game.answer(author, game.question(game.person(), game.category()))
    voters = [game.person() for _ in range(ACTS)]
    assert run([("vote", [voter, post_id]) for voter in voters]) == ACTS
    assert (game.points(author), game.booked(author)) == (40, 40)
    assert count(LedgerEntry) == ACTS
    assert game.post(post_id).helpful_count == ACTS


def test_64_acceptances_at_once_leave_one_solution_and_one_reward(run):
    asker, authors = game.person(), [game.person(), game.person()]
    thread = game.question(asker, game.category())
    posts = [game.answer(author, thread) for author in authors]
    run([("accept", [asker, posts[number % 2]]) for number in range(ACTS)])
    solution = game.post(posts[0]).thread.accepted_post_id
    standing = {author: game.points(author) for author in authors}
    winner = authors[posts.index(solution)]
    assert standing == {author: 25 if author == winner else 0 for author in authors}
    assert {author: game.booked(author) for author in authors} == standing
