"""When every connection to the database is taken: a page that says so, at once for programs too, and never a 500."""

from dataclasses import replace

import pytest

from forum.core.db import db
from tests.plugins.databases import both_databases

pytestmark = both_databases
CONNECTIONS = 4


@pytest.fixture
def settings(settings):
    """So few connections that a test can hold them all."""
    return replace(settings, database_connections=CONNECTIONS)


@pytest.fixture
def taken(app):
    """Hold every connection that the process may have, and wait only a moment for one."""
    with app.app_context():
        db.engine.pool._timeout = 0.05
        held = [db.engine.connect() for _ in range(CONNECTIONS)]
        yield
        for connection in held:
            connection.close()


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize("signed_in", [False, True])
def test_a_page_says_that_the_database_is_busy(client, signed_in):
    if signed_in:
        with client.session_transaction() as cookie:
            cookie["_user_id"] = "somebody-whose-session-cannot-be-looked-up"
    answer = client.get("/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "text/html" in answer.headers["Content-Type"]


@pytest.mark.usefixtures("taken")
def test_what_was_typed_stands_there_to_be_sent_again(client, app):
    app.config["WTF_CSRF_ENABLED"] = False
    client.set_cookie("voice", "en")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "somebody-whose-session-cannot-be-looked-up"
    answer = client.post("/t/1/reply", data={"body": "Mein langer Text."}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 503
    assert "Mein langer Text." in answer.text
    assert "We could not save that just now." in answer.text


@pytest.mark.usefixtures("taken")
def test_a_program_gets_a_problem(client):
    answer = client.get("/api/v1/threads")
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_it_is_well_again_when_one_is_free(client, app):
    with app.app_context():
        held = [db.engine.connect() for _ in range(CONNECTIONS)]
        held.pop().close()
        try:
            assert client.get("/").status_code == 200
        finally:
            for connection in held:
                connection.close()
