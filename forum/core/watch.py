"""One thread a web process that notices commits of any process and tells who listens (caches, sockets).

SQLite: `PRAGMA data_version` on a connection of its own. PostgreSQL: the current snapshot, which moves with every
write transaction that begins or ends (of the whole server: too often is harmless, too seldom is not).
"""

import threading
from collections.abc import Callable

import structlog
from flask import Flask
from sqlalchemy import text
from sqlalchemy.engine import Connection

from forum.core.db import db

INTERVAL_S = 0.25
log = structlog.get_logger()
Listener = Callable[[], None]
MARKS = {
    "sqlite": text("PRAGMA data_version"),
    "postgresql": text("SELECT CAST(pg_current_snapshot() AS text)"),
}


class Watcher(threading.Thread):
    """Calls every listener, inside an app context, after each observed change and once a tick for `every_tick`."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="watcher", daemon=True)
        self.app = app
        self.changed: list[Listener] = []
        self.ticking: list[Listener] = []
        self.stopping = threading.Event()

    def run(self) -> None:
        """Look four times a second; a broken database connection is opened anew."""
        while not self.stopping.is_set():
            try:
                with self.app.app_context(), db.engine.connect() as connection:
                    self._look(connection.execution_options(isolation_level="AUTOCOMMIT"))
            except Exception as error:  # noqa: BLE001 - the watcher must outlive any fault
                log.warning("watcher", error=repr(error))
                self._call(self.changed)
                self.stopping.wait(1)

    def _look(self, connection: Connection) -> None:
        mark = MARKS[connection.dialect.name]
        seen = None
        while not self.stopping.wait(INTERVAL_S):
            current = connection.execute(mark).scalar()
            if current != seen:
                seen = current
                self._call(self.changed)
            self._call(self.ticking)

    def _call(self, listeners: list[Listener]) -> None:
        with self.app.app_context():
            for listener in listeners:
                try:
                    listener()
                except Exception as error:  # noqa: BLE001 - one listener must not silence the others
                    log.warning("watcher", error=repr(error))
