"""The crawl means every private text: each text column carries a canary or is declared to hold nothing private."""

import pytest
from sqlalchemy import JSON, String, cast, func, select

from forum.core.db import db, session
from forum.realtime.sockets import socketio
from tests.contract import anyrows
from tests.contract.community import SIGNED_IN
from tests.contract.planted import KNOWN


def text_columns():
    """Give every column of text, also of tables that only commands use."""
    for table in db.metadata.sorted_tables:
        yield from (column for column in table.columns if isinstance(anyrows.kind(column), String | JSON))


def planted(stage) -> set[str]:
    """Give the columns of the community in which a token stands."""
    found = set()
    with stage.app.app_context():
        for column in text_columns():
            told = select(func.count()).where(cast(column, String).like("%cnry%"))
            if session().scalar(told):
                found.add(str(column))
        session().close()
    return found


def test_every_private_text_carries_a_canary(stage):
    there = planted(stage)
    names = {str(column) for column in text_columns()}
    bare = names - there - KNOWN
    assert not bare, "plant a token in tests/contract/community.py, or say in planted.py why it is not private"
    assert names >= KNOWN, "these columns are no more"
    assert len(there) > 10


@pytest.mark.parametrize("role", SIGNED_IN)
def test_a_socket_joins_what_its_member_may_read_and_nothing_else(stage, role):
    """The list twin of the page: joined ⇔ 200."""
    visitor, world = stage.visitor(role), stage.world
    headers = {"Origin": next(iter(stage.app.extensions["forum.origins"]))}
    socket = socketio.test_client(stage.app, flask_test_client=visitor, headers=headers)
    assert socket.is_connected()
    for name, key in world.threads.items():
        joined = socket.emit("join", f"thread:{key}", callback=True)["ok"]
        page = visitor.get(f"/t/{key}", follow_redirects=True)
        assert joined == (page.status_code == 200), name
        socket.emit("leave", f"thread:{key}")
    for channel in ("thread:999999", "thread:x", "member:1", "", "team", None, 7, ["thread:1"], {"a": 1}):
        assert socket.emit("join", channel, callback=True) == {"ok": False}
    socket.disconnect()
