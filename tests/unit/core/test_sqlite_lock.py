"""What holds on SQLite only: who holds the lock, and since when."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import make_url, select, text
from sqlalchemy.exc import OperationalError

from forum.core.db import session, transaction
from forum.threads.models import Tag


def path(url):
    return make_url(url).database


def slugs():
    return sorted(session().scalars(select(Tag.slug)))


def test_the_lock_is_taken_at_the_beginning_not_at_the_first_write(context, database):
    locked = pytest.raises(sqlite3.OperationalError, match="locked")
    with closing(sqlite3.connect(path(database), timeout=0)) as other, transaction(), locked:
        other.execute("BEGIN IMMEDIATE")
    with closing(sqlite3.connect(path(database), timeout=0)) as free:
        free.execute("DELETE FROM tag")


def test_a_locked_database_is_an_error_not_a_silent_loss(context, database):
    with closing(sqlite3.connect(path(database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        session().execute(text("PRAGMA busy_timeout=0"))
        with pytest.raises(OperationalError, match="locked"), transaction():
            session().add(Tag(slug="lost", name="lost", uses=0))
        other.execute("ROLLBACK")
    with transaction():
        session().add(Tag(slug="kept", name="kept", uses=0))
    assert slugs() == ["kept"]


def test_reading_takes_no_lock_and_sees_one_state(context, database):
    assert slugs() == []
    with closing(sqlite3.connect(path(database), timeout=0)) as other:
        other.execute("INSERT INTO tag (slug, name, uses) VALUES ('theirs', 'x', 0)")
        other.commit()
    assert slugs() == []
    session().rollback()
    assert slugs() == ["theirs"]
