"""The posts that a member keeps for themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import contains_eager

from forum.access import Actor
from forum.accounts.queries.authors import Author, authors
from forum.core import markup
from forum.core.db import session
from forum.core.pagination import Page, decode, micros_of, moment, page
from forum.threads.models import Bookmark, Post, Thread
from forum.threads.queries.visible import visible_posts

SIZE = 20
QUOTE = 220


@dataclass(frozen=True, slots=True)
class Kept:
    """A bookmark. `post`, `author` and `excerpt` are None or empty when the post is not visible (any more)."""

    post_id: int
    note: str
    at: datetime
    post: Post | None
    author: Author | None
    excerpt: str


def bookmarks(actor: Actor, *, cursor: str | None = None, size: int = SIZE) -> Page[Kept]:
    """What the actor keeps, the newest first; three statements."""
    mine = select(Bookmark).where(Bookmark.member_id == actor.id)
    key = decode(cursor, (int, int))
    if key is not None:
        mine = mine.where(tuple_(Bookmark.at, Bookmark.post_id) < (moment(key[0]), key[1]))
    rows = session().scalars(mine.order_by(Bookmark.at.desc(), Bookmark.post_id.desc()).limit(size + 1)).all()
    posts = _visible([row.post_id for row in rows], actor)
    people = authors(post.author_id for post in posts.values())
    kept = [_kept(row, posts.get(row.post_id), people) for row in rows]
    return page(kept, size, lambda row: (micros_of(row.at), row.post_id))


def _visible(ids: Sequence[int], actor: Actor) -> dict[int, Post]:
    statement = select(Post).join(Thread, Thread.id == Post.thread_id).options(contains_eager(Post.thread))
    return {post.id: post for post in session().scalars(statement.where(Post.id.in_(ids), visible_posts(actor)))}


def _kept(row: Bookmark, post: Post | None, people: dict[int, Author]) -> Kept:
    if post is None:
        return Kept(row.post_id, row.note, row.at, None, None, "")
    return Kept(row.post_id, row.note, row.at, post, people[post.author_id], markup.plain_html(post.html, QUOTE))
