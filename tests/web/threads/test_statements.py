"""A page costs the same number of statements however much it shows."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from forum.core.db import db, transaction
from forum.threads import actions, queries
from forum.threads.texts import cook
from tests.plugins.databases import both_databases

pytestmark = both_databases
GUEST, SIGNED_IN = 4, 8


@contextmanager
def counted(app):
    said = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith("BEGIN"):
            said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements(house, name: str, path: str) -> list[str]:
    client = house.client(name)
    client.get(path, follow_redirects=True)
    with counted(house.app) as said:
        assert client.get(path, follow_redirects=True).status_code == 200
    return said


def fill(house, number: int) -> None:
    """Write answers with comments, votes and confirmations, by two hands."""

    def act() -> None:
        with transaction():
            for place in range(number):
                writer = house.member(("helper", "other")[place % 2])
                text = cook(f"Antwort {place}")
                post = actions.answer(author=writer, thread=queries.thread(house.thread), text=text)
                actions.comment(author=house.member("asker"), parent=queries.post(post.id), text=cook("Danke"))
                actions.vote(voter=house.member("asker"), post=queries.post(post.id), value=1)
                actions.endorse(expert=house.member("expert"), post=queries.post(post.id))

    house.do(act)


@pytest.mark.parametrize("name", ["", "asker", "expert", "manager"])
def test_a_thread_page_of_1_and_of_50_answers(house, name):
    path = f"/t/{house.row().id}-{house.row().slug}"
    fill(house, 1)
    one = statements(house, name, path)
    fill(house, 49)
    many = statements(house, name, path)
    assert len(one) == len(many), "\n".join(many)
    assert len(many) <= (SIGNED_IN if name else GUEST), "\n".join(many)


PATHS = ("/c/", "/c/familie", "/c/?kind=all", "/tags/zahn", "/my/questions", "/ask")


def measured(house) -> dict[tuple[str, str], list[str]]:
    return {(name, path): statements(house, name, path) for name in ("", "other") for path in PATHS}


def test_lists_of_1_and_of_50_threads(house):
    house.ask("other", "Eine erste Frage zum Zählen", tags=["Zahn"])
    one = measured(house)
    for place in range(49):
        house.ask(("other", "helper")[place % 2], f"Frage {place} zum Zählen", tags=["Zahn"])
    many = measured(house)
    for key, said in one.items():
        assert len(said) == len(many[key]), (key, many[key])
        assert len(said) <= (SIGNED_IN if key[0] else GUEST), (key, said)
