"""The format on disk (CONTRACT.md), as frozen records. Ids are texts here, whatever they were in the file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forum.recorded.fields import MAX_AMOUNT, MAX_BODY, MAX_COMMENT, MAX_NAME, MAX_TITLE, Broken, Fields

SYSTEM = "-1"
"""The account of the software itself; it may be missing from the users."""

QUESTION, ANSWER = "question", "answer"
VOTES = {"upvote": 1, "downvote": -1}
BY_USER = frozenset({"post", "comment", "accept", "edit", "suggested_edit_approved", "bounty_start"})
AMOUNTS = frozenset({"bounty_start", "bounty_award"})
FREE = frozenset({"suggested_edit_approved"})
"""Happenings that may hang on no post: they count for their user only."""


@dataclass(frozen=True, slots=True)
class User:
    """A person. `start_bonus` in points."""

    id: str
    name: str
    created: datetime
    start_bonus: int


@dataclass(frozen=True, slots=True)
class RecordedPost:
    """A question (with title and tags) or an answer (with its question as `parent`). `owner` None: account deleted."""

    id: str
    kind: str
    parent: str | None
    owner: str | None
    created: datetime
    title: str
    tags: tuple[str, ...]
    body: str
    is_html: bool
    views: int
    closed: datetime | None
    wiki_since: datetime | None


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened at `at`. `user` None: account deleted; `voter` stands for a hidden voter."""

    seq: int
    at: datetime
    type: str
    post: str | None
    user: str | None
    voter: str | None
    comment: str | None
    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two posts belong together."""

    post: str
    related: str
    kind: str


def user(row: Any) -> User:
    """Read a line of `users`; raises Broken."""
    fields = Fields(row)
    bonus = fields.number("start_bonus", 0) if fields.row.get("start_bonus") is not None else 0
    if not 0 <= bonus <= MAX_AMOUNT:
        raise Broken("start_bonus is out of range")
    return User(fields.key("id"), fields.line("name", MAX_NAME), fields.instant("created"), bonus)


def post(row: Any) -> RecordedPost:
    """Read a line of `posts`; raises Broken."""
    fields = Fields(row)
    kind = fields.row.get("type")
    if not isinstance(kind, str) or kind not in {QUESTION, ANSWER}:
        raise Broken("type is neither question nor answer")
    is_html = fields.row.get("body_html") is not None
    if is_html == (fields.row.get("body_markdown") is not None):
        raise Broken("exactly one of body_html and body_markdown is needed")
    views = fields.number("views", 0) if fields.row.get("views") is not None else 0
    if views < 0:
        raise Broken("views is out of range")
    return RecordedPost(
        id=fields.key("id"),
        kind=kind,
        parent=fields.key("parent") if kind == ANSWER else None,
        owner=fields.key_or_none("owner"),
        created=fields.instant("created"),
        title=fields.line("title", MAX_TITLE) if kind == QUESTION else "",
        tags=fields.words("tags"),
        body=fields.text("body_html" if is_html else "body_markdown", MAX_BODY),
        is_html=is_html,
        views=views,
        closed=fields.instant_or_none("closed"),
        wiki_since=fields.instant_or_none("wiki_since"),
    )


def happening(row: Any) -> Happening:
    """Read a line of `events`; raises Broken."""
    fields = Fields(row)
    kind = fields.row.get("type")
    if not isinstance(kind, str) or not (kind in BY_USER | AMOUNTS | VOTES.keys() or kind.startswith("flag_")):
        raise Broken("type is unknown")
    is_comment = kind == "comment"
    amount = fields.number("amount") if kind in AMOUNTS else 0
    if not 0 <= amount <= MAX_AMOUNT:
        raise Broken("amount is out of range")
    return Happening(
        seq=fields.number("seq"),
        at=fields.instant("ts"),
        type=kind,
        post=fields.key_or_none("post") if kind in FREE or kind.startswith("flag_") else fields.key("post"),
        user=fields.key_or_none("user"),
        voter=fields.key("voter") if kind in VOTES else None,
        comment=fields.key("comment") if is_comment else None,
        text=fields.text("text", MAX_COMMENT) if is_comment else "",
        amount=amount,
    )


def link(row: Any) -> Link:
    """Read a line of `links`; raises Broken."""
    fields = Fields(row)
    return Link(fields.key("post"), fields.key("related"), fields.line("kind", MAX_NAME))
