"""The ledger is history: the database itself refuses to change it, on both databases."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from forum.core.db import session, transaction
from tests.fixtures import game
from tests.plugins.databases import both_databases

pytestmark = both_databases
REFUSED = (
    "UPDATE ledger_entry SET amount = 1000",
    "DELETE FROM ledger_entry",
    "DELETE FROM ledger_entry WHERE id = 1",
)


@pytest.fixture
def author(context, clock):
    with game.playing():
        author = game.person()
        game.vote(game.person(), game.answer(author, game.question(game.person(), game.category())))
        yield author


@pytest.mark.parametrize("statement", REFUSED)
def test_changing_is_refused(author, statement):
    with pytest.raises(DBAPIError, match="append-only"), transaction() as s:
        s.execute(text(statement))
    assert game.entries(author) == [("grant", 2, "")]


def test_emptying_and_replacing_are_refused(author):
    statement = "TRUNCATE ledger_entry"
    if session().get_bind().dialect.name == "sqlite":
        columns = (
            "id, member_id, path, rule, kind, cause, amount, wanted, clipped_by, balance, subject_kind, subject_id"
        )
        rest = "giver_id, post_id, thread_id, category_id, day, at, book"
        statement = (
            f"INSERT OR REPLACE INTO ledger_entry ({columns}, {rest}) "
            f"SELECT id, member_id, path, rule, kind, cause, 1000, wanted, clipped_by, balance, subject_kind, "
            f"subject_id, {rest} FROM ledger_entry"
        )
    with pytest.raises(DBAPIError, match="append-only"), transaction() as s:
        s.execute(text(statement))
    assert game.entries(author) == [("grant", 2, "")]


def test_adding_is_allowed(author):
    game.vote(game.person(), game.answer(author, game.question(game.person(), game.category())))
    assert len(game.entries(author)) == 2
