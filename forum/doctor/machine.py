"""The installation itself: database, migrations, outbox, index, files."""

import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select, text

from forum import database
from forum.config import Settings
from forum.core import outbox
from forum.core.db import dialect_name, session
from forum.core.outbox import OutboxRow
from forum.core.ports import backends
from forum.search.actions import INDEX
from forum.threads.models import Thread

MAX_AGE_S = 300
APPEND_ONLY = ("ledger_entry", "moderation_action", "picture_decision", "masking", "picker_change")
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def migrations() -> Iterator[str]:
    """The database is at the newest migration."""
    now, wanted = database.current(), database.head()
    if now != wanted:
        yield f"the database is at migration {now or 'none'}, the newest is {wanted}"


def integrity() -> Iterator[str]:
    """SQLite's own checks: pages and references. PostgreSQL holds both by itself."""
    if dialect_name() != "sqlite":
        return
    for (line,) in session().execute(text("PRAGMA quick_check(20)")):
        if line != "ok":
            yield f"the database file is damaged: {line}"
    for table, row, parent, _number in session().execute(text("PRAGMA foreign_key_check")):
        yield f"{table} {row} refers to a row of {parent} that is not there"


def history() -> Iterator[str]:
    """What is history refuses to be changed: the triggers of every append-only table stand."""
    dialect = dialect_name()
    standing = set(session().scalars(text(TRIGGERS[dialect])))
    for table in APPEND_ONLY:
        for name in (
            (f"{table}_append_only",) if dialect == "postgresql" else (f"{table}_no_update", f"{table}_no_delete")
        ):
            if name not in standing:
                yield f"{table} can be changed: the trigger {name} is missing or switched off"


def owed() -> Iterator[str]:
    """Nothing was given up, and nothing waits longer than five minutes."""
    if number := outbox.parked():
        kinds = select(OutboxRow.topic).where(OutboxRow.parked_at.is_not(None)).distinct().order_by(OutboxRow.topic)
        yield f"{number} pieces of work were given up and wait for a person: {', '.join(session().scalars(kinds))}"
    if (age := outbox.age_s()) > MAX_AGE_S:
        yield f"work waits since {age} s; does a worker run?"


def index() -> Iterator[str]:
    """The index knows exactly the shown threads, those excepted that the worker still has to index."""
    try:
        found = set(backends().search.ids())
    except Exception as error:  # noqa: BLE001 - whatever is broken in there
        yield f"the search index cannot be read: {error!r}"
        return
    waiting = session().scalars(select(OutboxRow.payload).where(OutboxRow.topic == INDEX))
    open_ids = {int(payload["thread"]) for payload in waiting}
    shown = set(session().scalars(select(Thread.id).where(Thread.state == "shown")))
    for thread_id in sorted((shown - found) - open_ids):
        yield f"thread {thread_id} is not in the search index"
    for thread_id in sorted((found - shown) - open_ids):
        yield f"thread {thread_id} is in the search index and should not be"


def files(settings: Settings) -> Iterator[str]:
    """Database, key, mails, index and accounts' passwords belong to their owner alone."""
    for path in sorted(settings.data_dir.rglob("*")):
        if private(path.relative_to(settings.data_dir)) and path.stat().st_mode & OTHERS:
            yield f"{path} can be opened by others ({stat.S_IMODE(path.stat().st_mode):04o})"
    if settings.secret_key_file and Path(settings.secret_key_file).stat().st_mode & OTHERS:
        yield f"{settings.secret_key_file} can be opened by others"


def private(path: Path) -> bool:
    """Tell whether a file or folder below the data folder is nobody else's business."""
    if path.parts[0] in {"mail", "index", "uploads", "audit"}:
        return len(path.parts) == 1 or path.parts[0] != "index"
    return path.name.startswith("forum.db") or path.name in {"secret_key", "demo-accounts.json", "setup-token"}
