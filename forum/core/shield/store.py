"""The last line of defence: columns that take no hard kind, whichever way a text comes."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator

from forum.core import clock, telemetry
from forum.core.errors import Invalid
from forum.core.shield.finder import find
from forum.core.shield.finding import Finding

MESSAGES = {
    "ahv": "This holds an AHV number. You did nothing wrong; it is just not for everybody.",
    "iban": "This holds an account number (IBAN). You did nothing wrong; it is just not for everybody.",
    "card": "This holds the number of an insurance card. You did nothing wrong; it is just not for everybody.",
    "policy": "This holds a policy or customer number. You did nothing wrong; it is just not for everybody.",
    "claim": "This holds the number of a claim. You did nothing wrong; it is just not for everybody.",
    "payment": "This holds the number of a payment card. You did nothing wrong; it is just not for everybody.",
    "kvnr": "This holds a health insurance number. You did nothing wrong; it is just not for everybody.",
}
_exempt: ContextVar[bool] = ContextVar("shield_exempt", default=False)


def count(items: Iterable[Finding], outcome: str) -> None:
    """Count by kind what happened (refused, pointed, masked, searched, swept), never what it was."""
    for item in items:
        telemetry.count("shield", (clock.today(), item.kind, outcome))


class Exposed(Invalid, DontWrapMixin):
    """A text holds a hard kind: 422 on its field, with a message that names the kind and never the number."""


@contextmanager
def exempt() -> Iterator[None]:
    """Let texts pass as they are: the import of a recorded community, and nothing else."""
    token = _exempt.set(True)
    try:
        yield
    finally:
        _exempt.reset(token)


def refuse(text: str, field: str = "") -> None:
    """Raise Exposed on `field` when a text holds a hard kind."""
    hard = () if _exempt.get() else find(text).hard
    if hard:
        count(hard, "refused")
        raise Exposed({field: MESSAGES[hard[0].kind]}, {field: find(text).kinds})


class Shielded(TypeDecorator[str]):
    """A text column that takes no hard kind, unless `exempt`."""

    impl = String
    cache_ok = True

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Compare with anything: what is looked for is not stored."""
        del op, value
        return String()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse what may not be stored."""
        del dialect
        if value:
            refuse(value)
        return value


class ShieldedJson(TypeDecorator[Any]):
    """A JSON column in whose texts no hard kind may stand, unless `exempt`."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Take PostgreSQL's binary form there."""
        return dialect.type_descriptor(postgresql.JSONB() if dialect.name == "postgresql" else JSON())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Refuse what may not be stored."""
        del dialect
        for text in texts(value):
            refuse(text)
        return value


def texts(value: Any) -> Iterator[str]:
    """Give every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
