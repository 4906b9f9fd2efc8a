"""Keep a post for oneself, with a note, or let it go."""

from sqlalchemy import delete, update

from forum.core import clock
from forum.core.db import session, upsert
from forum.core.errors import NotVisible
from forum.threads.models import Bookmark


def bookmark(member_id: int, post_id: int) -> None:
    """Keep a post; twice is once, and the note stays."""
    row = upsert(Bookmark).values(member_id=member_id, post_id=post_id, note="", at=clock.now())
    session().execute(row.on_conflict_do_nothing())


def note(member_id: int, post_id: int, words: str) -> None:
    """Write a note on what one keeps; raises NotVisible when one does not keep it."""
    mine = update(Bookmark).where(Bookmark.member_id == member_id, Bookmark.post_id == post_id)
    if not session().execute(mine.values(note=words)).rowcount:  # type: ignore[attr-defined]
        raise NotVisible


def drop_bookmark(member_id: int, post_id: int) -> bool:
    """Let a post go, with the note; tell whether it was kept."""
    gone = delete(Bookmark).where(Bookmark.member_id == member_id, Bookmark.post_id == post_id)
    return bool(session().execute(gone).rowcount)  # type: ignore[attr-defined]


def forget_bookmarks(member_id: int) -> None:
    """Take away everything an erased member kept."""
    session().execute(delete(Bookmark).where(Bookmark.member_id == member_id))
