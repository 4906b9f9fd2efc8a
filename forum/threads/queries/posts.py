"""A thread as its page shows it: opening, solution, a page of answers with their comments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, select, true, union_all
from sqlalchemy.orm import contains_eager

from forum.access import Actor
from forum.accounts.queries.authors import Author, authors
from forum.core.db import session
from forum.core.pagination import decode
from forum.threads.models import Endorsement, Post, Thread
from forum.threads.queries.cursors import after, cursor_of
from forum.threads.queries.taking_part import Mine, mine_in
from forum.threads.queries.visible import visible_posts

SIZE = 20
MAX_COMMENTS = 200
BUILT = 32
"""Statements kept for readers who come again, count: building one costs more than SQLite needs to answer it."""
Confirmed = tuple[int, date | None]
_THREAD = bindparam("thread", type_=Integer)
_SOLUTION = bindparam("solution", type_=Integer)


@dataclass(slots=True)
class PostRow:
    """A post with its byline and what belongs to it. `endorsed`: (expert, valid until) pairs."""

    post: Post
    author: Author
    voted: bool = False
    kept: bool = False
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
    mine: Mine


def thread_page(thread: Thread, actor: Actor, cursor: str | None = None, size: int = SIZE) -> ThreadPage:
    """Answers oldest first, `size` a page, comments oldest first (at most 200).

    Two statements at any length; members need one more for what is theirs.
    """
    found = _found(thread, actor, cursor, size)
    top = [post for post, _ in found.values() if post.parent_id is None]
    others = [post for post in top if post.kind != "opening" and post.id != thread.accepted_post_id]
    next_cursor = cursor_of(others[size - 1]) if len(others) > size else None
    later = {post.id for post in others[size:]}
    mine = mine_in(thread.id, actor) if actor.id is not None else Mine()
    rows = _rows({post.id: (post, by) for post, by in found.values() if not {post.id, post.parent_id} & later}, mine)
    for row in rows.values():
        if row.post.parent_id in rows:
            rows[row.post.parent_id].comments.append(row)
    solution = rows.get(thread.accepted_post_id or 0)
    if solution is not None:
        solution.solution = True
    people = {row.author.id: row.author for row in rows.values()}
    return ThreadPage(
        opening=next(rows[post.id] for post in top if post.kind == "opening"),
        solution=solution,
        answers=[rows[post.id] for post in others[:size]],
        next_cursor=next_cursor,
        people=list(people.values()),
        mine=mine,
    )


def _found(thread: Thread, actor: Actor, cursor: str | None, size: int) -> dict[int, tuple[Post, list[Confirmed]]]:
    """Opening, solution, a page of answers and one more, and their comments, with who confirmed them.

    Oldest first; one statement.
    """
    begin = decode(cursor, (int, int))
    statement = _first_page(actor, size) if begin is None else _page(actor, size, after(begin))
    found: dict[int, tuple[Post, list[Confirmed]]] = {}
    here = {"thread": thread.id, "solution": thread.accepted_post_id or 0}
    for post, expert_id, valid_until in session().execute(statement, here):
        _, by = found.setdefault(post.id, (post, []))
        if expert_id is not None:
            by.append((expert_id, valid_until))
    return found


Found = Select[Post, int, date | None]


@lru_cache(maxsize=BUILT)
def _first_page(actor: Actor, size: int) -> Found:
    return _page(actor, size, true())


def _page(actor: Actor, size: int, begin: ColumnElement[bool]) -> Found:
    answers = select(Post.id).join(Thread, Thread.id == Post.thread_id).where(Post.thread_id == _THREAD)
    answers = answers.where(visible_posts(actor), Post.kind.in_(("answer", "reply")), Post.id != _SOLUTION, begin)
    page = answers.order_by(Post.created_at, Post.id).limit(size + 1).subquery()
    first = select(Post.id).where(Post.thread_id == _THREAD, Post.kind == "opening")
    opening = first.order_by(Post.created_at, Post.id).limit(1).subquery()
    top = union_all(select(page.c.id), select(opening.c.id), select(_SOLUTION)).cte("top")
    below = select(Post.id).join(Thread, Thread.id == Post.thread_id).where(Post.parent_id.in_(select(top.c.id)))
    below = below.where(Post.thread_id == _THREAD, visible_posts(actor)).order_by(Post.created_at, Post.id)
    wanted = union_all(select(top.c.id), select(below.limit(MAX_COMMENTS).subquery().c.id))
    confirmed = and_(Endorsement.post_id == Post.id, Endorsement.active)
    return (
        select(Post, Endorsement.expert_id, Endorsement.valid_until)
        .join(Thread, Thread.id == Post.thread_id)
        .outerjoin(Endorsement, confirmed)
        .options(contains_eager(Post.thread))
        .where(Post.id.in_(wanted), Post.thread_id == _THREAD, visible_posts(actor))
        .order_by(Post.created_at, Post.id, Endorsement.id)
    )


def _rows(found: dict[int, tuple[Post, list[Confirmed]]], mine: Mine) -> dict[int, PostRow]:
    experts = [expert for _, confirmed in found.values() for expert, _ in confirmed]
    people = authors([post.author_id for post, _ in found.values()] + experts)
    return {
        post.id: PostRow(
            post,
            people[post.author_id],
            post.id in mine.voted,
            post.id in mine.kept,
            endorsed=[(people[expert], until) for expert, until in confirmed],
        )
        for post, confirmed in found.values()
    }
