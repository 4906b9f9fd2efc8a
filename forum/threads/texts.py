"""Titles, bodies and tags as typed: limits, cooking, slugs. Runs before a transaction begins."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from forum.accounts.queries import people_named
from forum.core import markup, shield
from forum.core.errors import Invalid
from forum.core.slugs import slugify

MIN_TITLE, MAX_TITLE = 8, 150
MAX_TAGS, MAX_TAG = 5, 30
MAX_COMMENT = 1_000
MAX_NOTE = 500
EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Text:
    """A body ready to be stored: Markdown as typed, safe HTML, and a plain excerpt."""

    source: str
    html: str
    excerpt: str


def cook(source: str, *, limit: int | None = None) -> Text:
    """Render a body; raises Invalid on `body` when it is empty, too long, not text or holds a hard kind.

    Only names of people who are there become mentions: one statement for a body that names any.
    """
    source = markup.clean_text(source.replace("\r\n", "\n")).strip()
    if not source:
        raise Invalid({"body": "Please write something here."})
    if limit is not None and len(source) > limit:
        raise Invalid({"body": "This text is too long."})
    shield.refuse(source, "body")
    html = markup.render(source, known=people_named(markup.mentions(source)))
    return Text(source, html, markup.plain_html(html, EXCERPT))


def clean_title(title: str) -> str:
    """Check a title; raises Invalid on `title`. Control characters become spaces, runs of spaces one."""
    title = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in title).split())
    if len(title) < MIN_TITLE:
        raise Invalid({"title": "Please say in a short sentence what it is about."})
    if len(title) > MAX_TITLE:
        raise Invalid({"title": "This title is too long. 150 characters are enough."})
    shield.refuse(title, "title")
    return title


def clean_note(note: str) -> str:
    """Check a note for oneself, plain text; hard kinds are masked; raises Invalid on `note`."""
    note = shield.mask_hard(markup.clean_text(note.replace("\r\n", "\n")).strip())
    if len(note) > MAX_NOTE:
        raise Invalid({"note": "This note is too long. 500 characters are enough."})
    return note


def split_tags(typed: str | Iterable[str]) -> list[str]:
    """Split what was typed at commas; raises Invalid on `tags` when there are too many or one is too long."""
    names = typed.split(",") if isinstance(typed, str) else list(typed)
    shield.refuse(typed if isinstance(typed, str) else ",".join(typed), "tags")
    kept: dict[str, str] = {}
    for name in names:
        name = " ".join(markup.clean_text(name).split()).lstrip("#")  # noqa: PLW2901
        if name and slugify(name) != "x":
            kept.setdefault(slugify(name), name)
    if len(kept) > MAX_TAGS:
        raise Invalid({"tags": "Please choose at most five tags."})
    if any(len(name) > MAX_TAG for name in kept.values()):
        raise Invalid({"tags": "A tag may have at most 30 characters."})
    return list(kept.values())
