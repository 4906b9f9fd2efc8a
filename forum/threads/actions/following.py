"""Follow a thread, a category, a tag, a member; or stop. Nobody is told."""

from functools import cache
from typing import Any

from sqlalchemy import delete, or_, select

from forum.core import clock
from forum.core.db import dialect_name, session, upsert
from forum.core.errors import Conflict
from forum.threads.models import CategoryFollow, Follow, MemberFollow, TagFollow

MOST = 500
FOLLOWS: dict[str, tuple[type[Any], str]] = {
    "thread": (Follow, "thread_id"),
    "category": (CategoryFollow, "category_id"),
    "tag": (TagFollow, "tag_id"),
    "member": (MemberFollow, "followed_id"),
}


def follow(member_id: int, thread_id: int) -> None:
    """Follow a thread; twice is once."""
    set_follow("thread", member_id, thread_id, on=True)


def unfollow(member_id: int, thread_id: int) -> None:
    """Stop following a thread."""
    set_follow("thread", member_id, thread_id, on=False)


def set_follow(kind: str, member_id: int, subject_id: int, *, on: bool) -> None:
    """Follow or stop following a thread, category, tag or member; twice is once.

    Raises Conflict when somebody follows 500 of a kind other than threads already.
    """
    table, name = FOLLOWS[kind]
    if not on:
        subject = getattr(table, name) == subject_id
        session().execute(delete(table).where(table.member_id == member_id, subject))
        return
    if kind != "thread":
        held = select(table.member_id).where(table.member_id == member_id).limit(MOST)
        if len(session().scalars(held).all()) >= MOST:
            raise Conflict("You follow so much already that nothing would stand out. Please let something go first.")
    row = {"member_id": member_id, "at": clock.now(), name: subject_id}
    session().connection().execute(_following(kind, dialect_name()), row)


@cache
def _following(kind: str, _dialect: str) -> Any:
    """Build the statement once: everybody who writes follows."""
    return upsert(FOLLOWS[kind][0]).on_conflict_do_nothing()


def forget_follows(member_id: int) -> None:
    """Take away everything an erased member followed, and that others followed them."""
    for table, _name in FOLLOWS.values():
        mine = table.member_id == member_id
        gone = or_(mine, MemberFollow.followed_id == member_id) if table is MemberFollow else mine
        session().execute(delete(table).where(gone))
