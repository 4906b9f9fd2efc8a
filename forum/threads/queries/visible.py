"""List twins of the guard: listed if and only if it may be seen (a property test holds it)."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from forum.access import Actor, Permission
from forum.access.predicates import leading, sees_audience
from forum.accounts.models import Member
from forum.threads.models import Category, Post, Thread
from forum.threads.models.category import AUDIENCES


def visible_categories(actor: Actor) -> ColumnElement[bool]:
    """Categories whose audience the actor belongs to."""
    return Category.audience.in_([name for name in AUDIENCES if sees_audience(actor, name)])


def visible_threads(actor: Actor) -> ColumnElement[bool]:
    """Threads for which `can(THREAD_READ)` holds."""
    if leading(actor, None):
        return true()
    inside = Thread.category_id.in_(select(Category.id).where(visible_categories(actor)))
    return and_(inside, or_(Thread.state == "shown", _own(actor, Thread), _entrusted(actor, Thread)))


def visible_posts(actor: Actor) -> ColumnElement[bool]:
    """Posts for which `can(POST_READ)` holds, in a statement that joins Thread."""
    if leading(actor, None):
        return true()
    inside = Thread.category_id.in_(select(Category.id).where(visible_categories(actor)))
    shown = and_(Post.state == "shown", Thread.state == "shown")
    entrusted = and_(_entrusted(actor, Thread), Post.state != "deleted")
    return and_(inside, or_(shown, _own(actor, Post), entrusted))


def takes_part_in(thread: Thread, actor: Actor) -> ColumnElement[bool]:
    """Members who wrote something in a thread that everybody there sees, in a statement about Member."""
    joined = select(Post.id).join(Thread, Thread.id == Post.thread_id)
    seen = joined.where(Post.thread_id == thread.id, Post.author_id == Member.id, Post.state == "shown")
    return seen.where(visible_posts(actor)).correlate(Member).exists()


def _own(actor: Actor, table: type[Thread] | type[Post]) -> ColumnElement[bool]:
    return table.author_id == actor.id if actor.id is not None and not actor.suspended else false()


def _entrusted(actor: Actor, table: type[Thread]) -> ColumnElement[bool]:
    if actor.suspended:
        return false()
    scopes = {right.category_id for right in actor.rights if right.permission == Permission.POST_HIDE}
    if None in scopes:
        return table.state != "deleted"
    if not scopes:
        return false()
    return and_(table.category_id.in_(sorted(s for s in scopes if s is not None)), table.state != "deleted")
