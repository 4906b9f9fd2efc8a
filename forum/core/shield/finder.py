"""Ask every detector about a text."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from forum.core.shield import contact, digits, health, iban, labelled
from forum.core.shield.finding import Finding, Findings, parted
from forum.core.shield.folding import Folded, views
from forum.core.shield.words import Words, load

REMEMBERED = 64
_words: list[Words] = []


def configure(more: str = "", *, phone: str = "", mail: str = "") -> None:
    """Take the insurer's own words and shapes from a file; its telephone and mail domain are public."""
    _words[:] = [load(Path(more) if more else None, phones=[phone], domains=[mail.partition("@")[2]] if mail else [])]
    find.cache_clear()


def words() -> Words:
    """Give the words in force, the shipped ones when nobody configured others."""
    if not _words:
        configure()
    return _words[0]


@lru_cache(maxsize=REMEMBERED)
def find(text: str) -> Findings:
    """Find everything in a text; linear in its length. A form, its page and the database ask about the same text."""
    if not text:
        return Findings(text)
    return Findings(text, parted(item for view in views(text) for item in _read(view)))


def _read(view: Folded) -> Iterator[Finding]:
    for kind, start, end in _spans(view.text):
        kept = range(start, end) if kind != "email" else [i for i in range(start, end) if view.text[i] != " "]
        places = tuple(view.place(i) for i in kept if view.text[i].isalnum())
        yield Finding(places[0][0], places[-1][1], kind, places)


def _spans(text: str) -> Iterator[tuple[str, int, int]]:
    told = words()
    yield from digits.find(text)
    yield from iban.find(text)
    yield from labelled.find(text, told)
    yield from contact.phones(text, told.phones)
    yield from contact.emails(text, told.domains)
    yield from health.births(text)
    yield from health.diagnoses(text, told)


def mask(text: str) -> str:
    """Give a text with dots instead of everything that was found."""
    found = find(text)
    return found.masked() if found else text


def mask_hard(text: str) -> str:
    """Give a text with dots instead of what is never accepted."""
    hard = find(text).hard
    return find(text).masked(hard) if hard else text
