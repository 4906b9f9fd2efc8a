"""Which rule book holds when: published versions, parsed once a process, read once a transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import select

from forum.core import clock
from forum.core.db import in_transaction, session
from forum.reputation.models import RulebookVersion
from forum.reputation.rulebook import RuleBook, loads, shipped

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY = "reputation.books"


@dataclass(frozen=True, slots=True)
class Version:
    """A rule book in force from `since`; id 0 = the shipped one, not stored yet."""

    id: int
    since: datetime
    source: str
    digest: str
    rules: RuleBook


@dataclass(frozen=True, slots=True)
class Books:
    """All versions, oldest first; at least one."""

    versions: Sequence[Version]

    def at(self, instant: datetime) -> Version:
        """Give the version in force at an instant."""
        held = [version for version in self.versions if version.since <= instant]
        return held[-1] if held else self.versions[0]

    @property
    def several(self) -> bool:
        """Whether the rules ever changed."""
        return len(self.versions) > 1


UNSTORED = Books((Version(0, EPOCH, "shipped", "", shipped()),))


def books() -> Books:
    """Give all versions; one statement, in a transaction only the first time."""
    current = session()
    held = current.info.get(KEY)
    if held is not None and held[0] is current.get_transaction() and in_transaction():
        return held[1]  # type: ignore[no-any-return]
    found = _load()
    if in_transaction():
        current.info[KEY] = (current.get_transaction(), found)
    return found


def forget_books() -> None:
    """Read the versions anew: one was published in this transaction."""
    session().info.pop(KEY, None)


def book_now() -> Version:
    """Give the version in force now."""
    return books().at(clock.now())


def _load() -> Books:
    row = RulebookVersion
    columns = (row.id, row.effective_from, row.source, row.digest)
    found = session().execute(select(*columns).order_by(row.effective_from, row.id)).all()
    return Books([Version(*each, _parsed(each.id, each.digest)) for each in found]) if found else UNSTORED


@lru_cache(maxsize=64)
def _parsed(version_id: int, digest: str) -> RuleBook:
    del digest  # part of the key: ids repeat in the databases of tests
    text = session().scalar(select(RulebookVersion.text).where(RulebookVersion.id == version_id))
    return loads(text or "")
