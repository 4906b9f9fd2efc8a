"""The database: model base, sessions, and the one way to write.

Reads run in a plain transaction and may not write. `transaction()` ends the read session and begins a writing one
(BEGIN IMMEDIATE on SQLite), so check and act are one, and nobody upgrades a lock half-way.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Insert, MetaData, event, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, make_transient_to_detached
from sqlalchemy.orm.util import identity_key
from sqlalchemy.types import TypeDecorator

from forum.core import events

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Read = TypeVar("Read")


class Base(DeclarativeBase):
    """Common metadata of all tables."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

Json = JSON().with_variant(postgresql.JSONB(), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware UTC in Python, UTC without zone in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive instants, store UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant back with its zone."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class WroteOutsideTransaction(RuntimeError):  # noqa: N818 - a programming error, named after what happened
    """Somebody wrote on a read session; only `transaction()` may write."""


def session() -> Session:
    """Give the session of this context; it reads until `transaction()` begins."""
    return db.session()


def once(key: Hashable, read: Callable[[], Read]) -> Read:
    """Give what a read gave before in this context; asked again after a transaction, and always inside one."""
    if in_transaction():
        return read()
    kept = session().info.setdefault("once", {})
    if key not in kept:
        kept[key] = read()
    return cast("Read", kept[key])


def in_transaction() -> bool:
    """Tell whether a writing transaction is open in this context."""
    return bool(session().info.get("writing"))


@contextmanager
def transaction() -> Iterator[Session]:
    """Write: begin, run the body, drain published events, commit; undo everything on any error.

    Inside another `transaction()` it joins, and still drains at its own end, so that later steps of a batch see the
    effects of earlier ones.
    """
    current = session()
    if current.info.get("writing"):
        yield current
        events.drain(current)
        return
    current.rollback()
    current.info.update(writing=True, draining=False)
    current.info.pop("events", None)
    current.info.pop("once", None)
    try:
        current.connection(execution_options={"forum_write": True})
        yield current
        events.drain(current)
        current.flush()
        current.commit()
    except BaseException:
        current.rollback()
        raise
    finally:
        current.info["writing"] = False
        current.info.pop("events", None)


def publish(fact: events.Event) -> None:
    """Queue a fact for the handlers of this transaction."""
    if not in_transaction():
        raise WroteOutsideTransaction(type(fact).__name__)
    events.enqueue(session(), fact)


def upsert(model: type[Base]) -> Any:
    """Give an INSERT of the current dialect that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    bind = session().get_bind()
    insert = postgresql.insert if bind.dialect.name == "postgresql" else sqlite.insert
    return insert(model)


def alter(model: type[Base], row_id: int, values: dict[str, Any], *where: Any) -> bool:
    """Change one row by id, if `where` still holds; tell whether it did. A loaded object is refreshed when read.

    An ORM update would look through every loaded object of the table instead, which batches cannot afford.
    """
    current = session()
    current.flush()
    table = model.__table__
    done = current.execute(update(table).where(table.c.id == row_id, *where).values(values))  # type: ignore[arg-type]
    refresh_later(model, row_id, list(values))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def put(row: Base) -> None:
    """Insert a new row, with what it was given and its defaults, and hold it as loaded; its id is set.

    A flush does the same at twice the cost; this is for what everybody writes all day.
    """
    table = type(row).__table__
    for column in table.columns:
        if column.key not in row.__dict__ and not column.primary_key:
            setattr(row, column.key, column.default.arg if column.default is not None else None)
    values = {column.key: getattr(row, column.key) for column in table.columns if not column.primary_key}
    current = session()
    current.flush()
    row.id = current.connection().execute(_inserting(type(row)), values).inserted_primary_key[0]  # type: ignore[attr-defined, index]
    make_transient_to_detached(row)
    current.add(row)


@cache
def _inserting(model: type[Base]) -> Insert:
    return insert(model.__table__)  # type: ignore[arg-type]


def refresh_later(model: type[Base], row_id: int, columns: Sequence[str]) -> None:
    """Let a loaded object read columns anew when they are asked for: a statement changed them behind its back."""
    loaded = session().identity_map.get(identity_key(model, row_id))
    if loaded is not None:
        session().expire(loaded, columns)


def dialect_name() -> str:
    """Give `sqlite` or `postgresql`."""
    return session().get_bind().dialect.name


@event.listens_for(Session, "before_flush")
def _refuse_flush(current: Session, *_: object) -> None:
    if (current.new or current.dirty or current.deleted) and not current.info.get("writing"):
        raise WroteOutsideTransaction(repr(list(current.new) + list(current.dirty) + list(current.deleted)))


@event.listens_for(Session, "do_orm_execute")
def _refuse_statement(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    if writes and not state.session.info.get("writing"):
        raise WroteOutsideTransaction(str(state.statement))


SQLITE_BYTES = 8_000_000
"""Past this SQLite reuses pages of its caches instead of keeping more: for all connections of a process together."""
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=15000",
    "recursive_triggers=ON",
    f"soft_heap_limit={SQLITE_BYTES}",
)


def prepare_engine(engine: Engine) -> None:
    """Set SQLite's pragmas and BEGIN mode; PostgreSQL gets time-outs through its connect options."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":  # the watcher would see one snapshot for ever
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("forum_write") else "BEGIN")
