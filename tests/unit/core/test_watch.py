"""The watcher notices what other connections commit, on both databases."""

import threading

from sqlalchemy import create_engine, text

from forum.core.watch import Watcher
from tests.plugins.databases import both_databases

SECONDS = 20


@both_databases
def test_commits_of_others_are_noticed(app, database):
    noticed = threading.Semaphore(0)
    watcher = Watcher(app)
    watcher.changed.append(noticed.release)
    watcher.start()
    other = create_engine(database.replace("postgresql://", "postgresql+psycopg://"))
    try:
        assert noticed.acquire(timeout=SECONDS), "at the start"
        for number in range(3):
            while noticed.acquire(blocking=False):
                pass
            with other.begin() as connection:
                connection.execute(text(f"CREATE TABLE other{number} (a INTEGER)"))
            assert noticed.acquire(timeout=SECONDS), number
    finally:
        watcher.stopping.set()
        watcher.join(SECONDS)
        other.dispose()
