"""One thread, one post: loaded with what the guard reads. The caller asks the guard."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from forum.core.db import dialect_name, session
from forum.core.errors import NotVisible
from forum.threads.models import Category, Post, Proposal, Tag, Thread, ThreadTag

# Built once: every page and every verb begins with one of them. The joins to the tags are written out, because SQLite
# reads every tag of every thread for the nested join that `joinedload` makes of them.
_THREAD = (
    select(Thread)
    .outerjoin(ThreadTag, ThreadTag.thread_id == Thread.id)
    .outerjoin(Tag, Tag.id == ThreadTag.tag_id)
    .options(joinedload(Thread.category), joinedload(Thread.author), contains_eager(Thread.tags))
    .where(Thread.id == bindparam("thread"))
    .order_by(Tag.name)
    .execution_options(populate_existing=True)
)
_POST = (
    select(Post)
    .join(Thread, Thread.id == Post.thread_id)
    .join(Category, Category.id == Thread.category_id)
    .options(contains_eager(Post.thread).contains_eager(Thread.category), joinedload(Post.author))
    .where(Post.id == bindparam("post"))
    .execution_options(populate_existing=True)
)


def thread(thread_id: int) -> Thread:
    """Give a thread with category, author and tags; raises NotVisible. One statement."""
    found = session().scalars(_THREAD, {"thread": thread_id}).unique().one_or_none()
    if found is None:
        raise NotVisible
    return found


def locked_thread(thread_id: int) -> Thread:
    """Give a thread whose row nobody else changes until this transaction ends; raises NotVisible.

    One statement where the transaction locks the whole database, else two.
    """
    if dialect_name() != "sqlite":
        session().execute(select(Thread.id).where(Thread.id == thread_id).with_for_update())
    return thread(thread_id)


def post(post_id: int) -> Post:
    """Give a post with thread, category and author; raises NotVisible. One statement."""
    found = session().scalar(_POST, {"post": post_id})
    if found is None:
        raise NotVisible
    return found


def opening(thread_row: Thread) -> Post:
    """Give a thread's opening with its thread set."""
    found = session().scalars(select(Post).where(Post.thread_id == thread_row.id, Post.kind == "opening")).one()
    return post(found.id)


def proposal(proposal_id: int) -> Proposal:
    """Give a proposal with thread, category and author; raises NotVisible."""
    loads = (joinedload(Proposal.thread).joinedload(Thread.category), joinedload(Proposal.author))
    found = session().scalar(select(Proposal).options(*loads).where(Proposal.id == proposal_id))
    if found is None:
        raise NotVisible
    return found
