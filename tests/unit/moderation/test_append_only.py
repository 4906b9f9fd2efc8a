"""Nobody edits the log, whatever they send to the database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from forum.core.db import session, transaction
from tests import factories as make
from tests.fixtures import trust
from tests.plugins.databases import both_databases

pytestmark = pytest.mark.usefixtures("context")
CHANGES = (
    "UPDATE moderation_action SET reason = 'insult'",
    "UPDATE moderation_action SET actor_id = 1 WHERE id > 0",
    "DELETE FROM moderation_action",
)


def refused(statement: str) -> None:
    trust.hidden(make.member("manager"), make.answer(make.thread()).id)
    with pytest.raises(DatabaseError, match="append-only"), transaction() as s:
        s.execute(text(statement))
    assert session().scalar(text("SELECT reason FROM moderation_action")) == "advertising"


@both_databases
@pytest.mark.parametrize("statement", CHANGES)
def test_the_log_refuses_change(context, statement):
    refused(statement)


def test_replacing_a_line_is_refused_on_sqlite():
    refused("INSERT OR REPLACE INTO moderation_action SELECT * FROM moderation_action")


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_emptying_the_log_is_refused_on_postgresql(context):
    refused("TRUNCATE moderation_action CASCADE")
