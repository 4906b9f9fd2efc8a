"""A thread as its page shows it: opening, solution, a page of answers with their comments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import contains_eager

from forum.access import Actor
from forum.accounts.queries.authors import Author, authors
from forum.core.db import session
from forum.core.pagination import decode, encode
from forum.threads.models import Endorsement, Post, Thread, Vote
from forum.threads.queries.visible import visible_posts

SIZE = 20
MAX_COMMENTS = 200


@dataclass(slots=True)
class PostRow:
    """A post with its byline and what belongs to it. `endorsed`: (expert, valid until) pairs."""

    post: Post
    author: Author
    voted: bool = False
    solution: bool = False
    comments: list["PostRow"] = field(default_factory=list)
    endorsed: list[tuple[Author, date | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Everything a thread page shows; `solution` stands above the answers and is not repeated among them."""

    opening: PostRow
    solution: PostRow | None
    answers: Sequence[PostRow]
    next_cursor: str | None
    people: Sequence[Author]


def thread_page(thread: Thread, actor: Actor, cursor: str | None = None, size: int = SIZE) -> ThreadPage:
    """Answers oldest first, `size` a page, comments oldest first (at most 200). Eight statements at any length."""
    first = _posts(thread, actor, Post.kind == "opening")
    solution = _posts(thread, actor, Post.id == thread.accepted_post_id) if thread.accepted_post_id else []
    others = _answers(thread, actor, cursor, size)
    next_cursor = cursor_of(others[size - 1]) if len(others) > size else None
    top = [*first, *solution, *others[:size]]
    comments = _comments(thread, actor, [post.id for post in top])
    rows = _rows([*top, *comments], actor)
    for comment in comments:
        rows[comment.parent_id or 0].comments.append(rows[comment.id])
    for post in solution:
        rows[post.id].solution = True
    people = {row.author.id: row.author for row in rows.values()}
    return ThreadPage(
        opening=rows[first[0].id],
        solution=rows[solution[0].id] if solution else None,
        answers=[rows[post.id] for post in others[:size]],
        next_cursor=next_cursor,
        people=list(people.values()),
    )


def _posts(thread: Thread, actor: Actor, *where: ColumnElement[bool]) -> list[Post]:
    statement = (
        select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .options(contains_eager(Post.thread))
        .where(Post.thread_id == thread.id, visible_posts(actor), *where)
        .order_by(Post.created_at, Post.id)
    )
    return list(session().scalars(statement))


def _answers(thread: Thread, actor: Actor, cursor: str | None, size: int) -> list[Post]:
    where: list[ColumnElement[bool]] = [Post.kind.in_(("answer", "reply"))]
    if thread.accepted_post_id is not None:
        where.append(Post.id != thread.accepted_post_id)
    key = decode(cursor, (int, int))
    if key is not None:
        where.append(after(key))
    statement = (
        select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .options(contains_eager(Post.thread))
        .where(Post.thread_id == thread.id, visible_posts(actor), *where)
        .order_by(Post.created_at, Post.id)
        .limit(size + 1)
    )
    return list(session().scalars(statement))


def cursor_of(last: Post) -> str:
    """Give the cursor that begins after a post."""
    return encode((int(last.created_at.timestamp()) * 1_000_000 + last.created_at.microsecond, last.id))


def after(key: Sequence[int]) -> ColumnElement[bool]:
    """Posts later than a decoded cursor."""
    moment = datetime.fromtimestamp(min(max(key[0], 0), 4_000_000_000_000_000) / 1_000_000, UTC)
    return tuple_(Post.created_at, Post.id) > (moment, key[1])


def _comments(thread: Thread, actor: Actor, parents: Sequence[int]) -> list[Post]:
    statement = (
        select(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .options(contains_eager(Post.thread))
        .where(Post.parent_id.in_(parents), Post.thread_id == thread.id, visible_posts(actor))
        .order_by(Post.created_at, Post.id)
        .limit(MAX_COMMENTS)
    )
    return list(session().scalars(statement))


def _rows(posts: Iterable[Post], actor: Actor) -> dict[int, PostRow]:
    posts = list(posts)
    ids = [post.id for post in posts]
    confirmed = (
        session()
        .execute(
            select(Endorsement.post_id, Endorsement.expert_id, Endorsement.valid_until)
            .where(Endorsement.post_id.in_(ids), Endorsement.active)
            .order_by(Endorsement.id)
        )
        .all()
    )
    people = authors([post.author_id for post in posts] + [row.expert_id for row in confirmed])
    voted: set[int] = set()
    if actor.id is not None:
        mine = select(Vote.post_id).where(Vote.voter_id == actor.id, Vote.value == 1, Vote.post_id.in_(ids))
        voted = set(session().scalars(mine))
    rows = {post.id: PostRow(post, people[post.author_id], post.id in voted) for post in posts}
    for post_id, expert_id, valid_until in confirmed:
        rows[post_id].endorsed.append((people[expert_id], valid_until))
    return rows
