"""Rows for a whole day at once, so that the play is not one small question after another."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from forum.accounts.models import Member
from forum.core.db import session
from forum.threads.models import Category, Post, Thread


def fetch_members(ids: Sequence[int]) -> Sequence[Member]:
    """Give members by id, in no order."""
    return session().scalars(select(Member).where(Member.id.in_(ids))).all() if ids else []


def fetch_posts(ids: Sequence[int]) -> Sequence[Post]:
    """Give posts by id with thread, category and author, in no order."""
    if not ids:
        return []
    whole = (contains_eager(Post.thread).contains_eager(Thread.category), joinedload(Post.author))
    found = select(Post).join(Thread, Thread.id == Post.thread_id).join(Category, Category.id == Thread.category_id)
    return session().scalars(found.options(*whole).where(Post.id.in_(ids))).all()


def fetch_threads(ids: Sequence[int]) -> Sequence[Thread]:
    """Give threads by id with category, author and tags, in no order."""
    whole = (joinedload(Thread.category), joinedload(Thread.author), selectinload(Thread.tags))
    return session().scalars(select(Thread).options(*whole).where(Thread.id.in_(ids))).all() if ids else []
