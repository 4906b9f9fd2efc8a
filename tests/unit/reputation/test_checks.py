"""The doctor's questions find every kind of tampering, and nothing where nothing is wrong."""

import pytest
from sqlalchemy import text

from forum.core.db import transaction
from forum.reputation.checks import differences
from tests.fixtures import game

TAMPERED = [
    ("UPDATE standing SET points = points + 1", "points on ratgeben, the ledger says"),
    ("UPDATE standing SET stage = 4", "promotions say"),
    ("UPDATE tally SET value = value + 1 WHERE name = 'thankers'", "counter"),
    ("UPDATE tally SET value = 7 WHERE name = 'answers'", "counter"),
    ("DELETE FROM tally WHERE name = 'person'", "counter"),
    ("UPDATE standing_month SET deeds = 9", "leaderboard"),
    ("UPDATE award SET off = 1 WHERE subject_kind = 'vote_up'", "its last entry is a grant"),
    ("UPDATE award SET amount = 50", "moved another amount than was granted"),
    ("DELETE FROM award", "belongs to no award"),
    ("UPDATE vote SET value = 0", "does not stand"),
    ("UPDATE acceptance SET active = 0", "does not stand"),
    ("DELETE FROM promotion", "promotions say 0"),
]


@pytest.fixture(autouse=True)
def _some_history(context, clock):
    with game.playing():
        asker, author = game.person(), game.person()
        post_id = game.answer(author, game.question(asker, game.category()))
        game.vote(asker, post_id)
        game.accept(asker, post_id)
        gone = game.answer(author, game.question(asker, game.category()))
        game.vote(asker, gone)
        game.remove(author, gone)
        yield


def test_an_honest_history_has_no_differences():
    assert differences() == []


@pytest.mark.parametrize(("statement", "expected"), TAMPERED)
def test_tampering_is_named(statement, expected):
    with transaction() as s:
        s.execute(text(statement))
    assert any(expected in line for line in differences()), differences()
