"""The one way to write: checked on both databases, with connections of their own looking on."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, delete, insert, make_url, select, text, update

from forum.core import clock, events
from forum.core.db import (
    SQLITE_BYTES,
    WroteOutsideTransaction,
    db,
    dialect_name,
    in_transaction,
    publish,
    session,
    transaction,
    upsert,
)
from forum.core.events import Event
from forum.core.outbox import OutboxRow
from forum.threads.models import Tag
from tests.plugins.databases import both_databases

pytestmark = both_databases


def slugs():
    return sorted(session().scalars(select(Tag.slug)))


def add(slug):
    session().add(Tag(slug=slug, name=slug, uses=0))


@contextlib.contextmanager
def onlooker(url):
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg") if "postgresql" in url else url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        insert(Tag).values(slug="a", name="a", uses=0),
        update(Tag).values(uses=1),
        delete(Tag),
    ],
    ids=["insert", "update", "delete"],
)
def test_a_statement_that_writes_is_refused_outside(context, statement):
    with pytest.raises(WroteOutsideTransaction):
        session().execute(statement)
    with transaction():
        session().execute(statement)


def test_a_flush_is_refused_outside(context):
    add("a")
    with pytest.raises(WroteOutsideTransaction):
        session().flush()
    session().rollback()
    with transaction():
        add("a")
    assert slugs() == ["a"]


def add_both_and_fail():
    add("outer")
    with transaction():
        add("inner")
    raise ZeroDivisionError


def test_an_error_undoes_everything_also_what_an_inner_transaction_did(context):
    with pytest.raises(ZeroDivisionError), transaction():
        add_both_and_fail()
    assert slugs() == []
    assert not in_transaction()
    with transaction():
        add("after")
    assert slugs() == ["after"]


def test_an_inner_transaction_joins_and_the_outermost_commits(context, database):
    with transaction():
        with transaction():
            add("inner")
        session().flush()
        with onlooker(database) as other:
            assert other.execute(text("SELECT count(*) FROM tag")).scalar() == 0
    with onlooker(database) as other:
        assert other.execute(text("SELECT count(*) FROM tag")).scalar() == 1


def test_it_sees_what_others_committed_after_the_read_began(context, database):
    assert slugs() == []
    with onlooker(database) as other:
        other.execute(text("INSERT INTO tag (slug, name, uses) VALUES ('theirs', 'x', 0)"))
        other.commit()
    with transaction():
        assert slugs() == ["theirs"]


def test_a_reader_never_waits_while_somebody_writes(context, database):
    with transaction():
        add("unseen")
        session().flush()
        with onlooker(database) as other:
            if dialect_name() == "sqlite":
                other.execute(text("PRAGMA busy_timeout=0"))
            assert other.execute(text("SELECT count(*) FROM tag")).scalar() == 0


def test_every_connection_is_set_up(context):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
    wanted["soft_heap_limit"] = SQLITE_BYTES
    with contextlib.ExitStack() as stack:
        for connection in [stack.enter_context(db.engine.connect()) for _ in range(3)]:
            if dialect_name() == "postgresql":
                assert connection.execute(text("SHOW statement_timeout")).scalar() == "15s"
                assert connection.execute(text("SHOW timezone")).scalar() == "UTC"
                continue
            for name, value in wanted.items():
                assert connection.execute(text(f"PRAGMA {name}")).scalar() == value, name
            assert connection.execute(text("PRAGMA busy_timeout")).scalar() >= 5000


def test_foreign_keys_hold(context):
    wrong = "INSERT INTO thread_tag (thread_id, tag_id) VALUES (99, 99)"
    with pytest.raises(Exception, match=r"(?i)foreign key"), transaction():
        session().execute(text(wrong))


def test_an_instant_comes_back_with_its_zone_and_a_naive_one_is_refused(context):
    at = datetime(2026, 10, 25, 0, 30, 0, 123456, tzinfo=UTC)
    row = {"topic": "x", "key": None, "payload": {}, "version": 1, "attempts": 0, "created_at": at}
    with transaction():
        session().execute(insert(OutboxRow).values(**row, available_at=at.astimezone(clock.ZURICH)))
    stored = session().scalars(select(OutboxRow)).one()
    assert (stored.created_at, stored.available_at) == (at, at)
    assert stored.available_at.tzinfo is UTC
    with pytest.raises(Exception, match="naive"), transaction():
        session().execute(update(OutboxRow).values(created_at=at.replace(tzinfo=None)))


def test_upsert_is_the_dialects_own(context):
    with transaction():
        row = upsert(Tag).values(slug="a", name="first", uses=1)
        session().execute(row.on_conflict_do_nothing())
        session().execute(row.on_conflict_do_update(index_elements=["slug"], set_={"uses": Tag.uses + 5}))
    assert [(tag.name, tag.uses) for tag in session().scalars(select(Tag))] == [("first", 6)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Event):
    number: int


def test_an_inner_end_drains_so_that_later_steps_see_the_effects(context, monkeypatch):
    heard = []
    monkeypatch.setattr(events, "_table", {Noted: (lambda event: heard.append(event.number),)})
    with transaction():
        with transaction():
            publish(Noted(at=clock.now(), number=1))
            assert heard == []
        assert heard == [1]
        publish(Noted(at=clock.now(), number=2))
    assert heard == [1, 2]
