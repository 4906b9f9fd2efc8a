"""Ports: what rooms need from the outside, without naming who serves it. Adapters live in `forum/backends`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast

from flask import current_app


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail in plain text. `key` makes the Message-ID, so a repeated delivery is recognised.

    `stop`: the path that ends mails of its kind in one click; empty for mails that belong to the account.
    """

    to: str
    subject: str
    text: str
    key: str
    stop: str = ""


THREAD_PAGE = "forum.thread_page"
"""Where `pages` lends the thread page to `threads`, which shows it again when input was bad."""


class Mailer(Protocol):
    """Delivers mails."""

    def send(self, mail: Mail) -> None:
        """Deliver; raise when the next hop did not take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the index knows of one thread. Ids and terms only; texts are read from the database.

    `title` and `body` are stems in order, in the text's own language; `parts`: what else its words may be called
    (parts of compounds, stems as the other language has them); `words` are its gift to the vocabulary.
    """

    thread_id: int
    title: str
    body: str
    parts: Sequence[str]
    words: Sequence[str]
    category: str
    tags: Sequence[str]
    authors: Sequence[str]
    kind: str
    solved: bool
    answered: bool
    expert: bool
    audience: str
    created: int


class Unsearchable(RuntimeError):  # noqa: N818 - named after what happened
    """The index cannot be read now; the worker makes it anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """Thread ids in the order asked for. `whole`: all that match are among them, nothing was left out."""

    ids: Sequence[int]
    whole: bool


class SearchIndex(Protocol):
    """Finds threads. Work is bounded: of very many matches the newest are looked at."""

    def write(self, documents: Iterable[Document], removed: Iterable[int]) -> None:
        """Replace and remove documents in one commit."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace the whole index; give the number of documents."""

    def search(self, query: Any, *, audiences: Sequence[str], limit: int, sort: str) -> Found:
        """Find threads for a parsed query among the audiences, best first or (`sort` is `date`) newest first.

        A query's day (`after`) is the caller's. Raises Unsearchable.
        """

    def near(self, terms: Mapping[str, float], *, audiences: Sequence[str], limit: int) -> Sequence[int]:
        """Find thread ids with any of the stems among the audiences, best first; each stem with its worth.

        Raises Unsearchable.
        """

    def sound(self) -> bool:
        """Tell whether the index is there and can be read; cheap enough to be asked every few seconds."""

    def count(self) -> int:
        """Count documents; raises when the index cannot be read."""

    def ids(self) -> Iterable[int]:
        """Give the thread ids of all documents, in no order; raises when the index cannot be read."""


class CallRefused(ValueError):  # noqa: N818 - named after what happened
    """A place that we never call."""


class Fetcher(Protocol):
    """Calls other servers; the only way out."""

    on: bool

    def fault(self, url: str) -> str:
        """Say (msgid) why an address is never called; empty when it may be."""

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        """Send a body and give the status; raises CallRefused or OSError. Follows no redirect."""


class FileStore(Protocol):
    """Keeps files under names that we made: lower-case letters, digits and dashes."""

    def put(self, name: str, data: bytes) -> None:
        """Keep a file: whole and durable, or not at all."""

    def get(self, name: str) -> bytes | None:
        """Give a file, or none when there is none of this name."""

    def delete(self, name: str) -> None:
        """Take a file away for good; nothing when it is gone already."""

    def names(self) -> Iterable[tuple[str, datetime]]:
        """Give the name of every file and when it was kept, in no order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backends:
    """The chosen adapters, and the installation's key, from which secrets for others are made."""

    mailer: Mailer
    search: SearchIndex
    fetcher: Fetcher
    key: bytes
    files: FileStore


def backends() -> Backends:
    """Give the adapters of this application."""
    return cast("Backends", current_app.extensions["forum.backends"])
