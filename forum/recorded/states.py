"""Rows as they are by now while a batch of happenings runs; they move in memory before they are written."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from forum.recorded.people import DELETED, Known

COMMENT = "comment "
"""A comment's recorded id has this in front: posts and comments both count from one."""


@dataclass(slots=True, eq=False)
class PostState:
    """A post; `score`, `helpful` and `comments` are what this batch adds, `moved` says that something changed."""

    id: int
    kind: str
    thread_id: int
    author_id: int
    author_role: str
    created_at: datetime
    wiki_at: datetime | None
    state: str
    edited_at: datetime | None
    score: int = 0
    helpful: int = 0
    comments: int = 0
    moved: bool = False


@dataclass(slots=True, eq=False)
class ThreadState:
    """A thread; `score`, `answers`, `staff_answers` and `posts` are what this batch adds."""

    id: int
    kind: str
    category_id: int
    author_id: int
    state: str
    last_activity_at: datetime
    accepted_post_id: int | None
    solved_at: datetime | None
    first_answer_at: datetime | None
    first_answer_by: str | None
    score: int = 0
    answers: int = 0
    staff_answers: int = 0
    posts: int = 0
    moved: bool = False


@dataclass(slots=True, eq=False)
class Mark:
    """A vote (value −1, 0, 1) or an acceptance (0, 1): `id` 0 until it is written, `moved` when this batch moved it."""

    id: int = 0
    value: int = 0
    at: datetime | None = None
    by_id: int = 0
    moved: bool = False


@dataclass(slots=True, eq=False)
class NewComment:
    """A comment to be written; `id` follows from writing."""

    row: dict[str, Any]
    parent: PostState
    id: int = 0


@dataclass(slots=True)
class Batch:
    """Everything the effects of one batch read and move. Keys: recorded ids, our ids, or (post or thread, member)."""

    posts: dict[str, PostState]
    openings: dict[int, PostState]
    threads: dict[int, ThreadState]
    members: dict[str, Known]
    people: dict[int, Known]
    comments: set[str]
    votes: dict[tuple[int, int], Mark] = field(default_factory=dict)
    acceptances: dict[tuple[int, int], Mark] = field(default_factory=dict)
    helpers: dict[int, list[tuple[PostState, ThreadState]]] = field(default_factory=dict)
    accepted: dict[int, PostState] = field(default_factory=dict)
    written: list[NewComment] = field(default_factory=list)
    begun: list[ThreadState] = field(default_factory=list)
    follows: dict[tuple[int, int], datetime] = field(default_factory=dict)

    def follow(self, member_id: int, thread_id: int, at: datetime) -> None:
        """A person who writes in a thread follows it from the first time on."""
        if self.people[member_id].kind == "person":
            self.follows.setdefault((member_id, thread_id), at)

    def member(self, source_id: str | None) -> Known:
        """Give who acts; None is the deleted account."""
        return self.members[DELETED if source_id is None else source_id]
