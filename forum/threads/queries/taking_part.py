"""What of a thread is a member's own: did they write, judge, follow, keep or share, and what is new to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, BindParameter, bindparam, case, cast, exists, func, literal, select, union_all

from forum.access import Actor
from forum.core import telemetry
from forum.core.db import once, session
from forum.core.pagination import encode, micros_of
from forum.threads.models import AllRead, Bookmark, Draft, Follow, MeToo, Post, Proposal, Reading, Vote
from forum.threads.models.draft import REMARK
from forum.threads.queries.cursors import cursor_at


@dataclass(frozen=True, slots=True)
class Mine:
    """What of a thread is a member's own.

    `voted`, `kept`: posts; `seen`: a cursor after everything written so far; `drafted`, `remarked`: an answer, a
    comment is not sent yet; `known`: until when they know it, in microseconds, 0 when they never opened it.
    """

    voted: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    wrote: bool = False
    follows: bool = False
    me_too: bool = False
    proposed: bool = False
    seen: str = ""
    drafted: bool = False
    remarked: bool = False
    known: int = 0

    @property
    def takes_part(self) -> bool:
        """Tell whether they wrote (or have a draft), judged or kept something, follow or share it."""
        unsent = self.drafted or self.remarked
        return bool(self.voted or self.kept) or self.wrote or self.follows or self.me_too or unsent


_MEMBER: BindParameter[int] = bindparam("member")
_THREAD: BindParameter[int] = bindparam("thread")
_LAST = select(Post.id, Post.created_at).where(Post.thread_id == _THREAD)
_NEWEST = _LAST.order_by(Post.created_at.desc(), Post.id.desc()).limit(1).subquery()
# A thread has fewer posts than a busy member: databases shall begin there (a sum is found in no index).
_WROTE = _LAST.where(Post.author_id + 0 == _MEMBER).limit(1).subquery()
_VOTES = select(literal("vote"), Vote.post_id, Vote.at).where(Vote.voter_id == _MEMBER, Vote.value == 1)
_HERE = select(Post.id).where(Post.thread_id == _THREAD)
_FOLLOWED = select(literal("follow"), Follow.thread_id, Follow.at).where(Follow.member_id == _MEMBER)
_KEPT = select(literal("kept"), Bookmark.post_id, Bookmark.at).join(Post, Post.id == Bookmark.post_id)
_SHARED = select(literal("me_too"), MeToo.thread_id, MeToo.at).where(MeToo.member_id == _MEMBER)
_OPEN = select(literal("proposal"), Proposal.id, Proposal.created_at).where(Proposal.thread_id == _THREAD)
_DRAFT = select(literal("draft"), Draft.id, Draft.updated_at).where(Draft.member_id == _MEMBER)
_UNSENT = _DRAFT.where(Draft.place == bindparam("place"))
# Most members have no draft at all: begin with theirs. CASE, because only numbers may be cast.
_REMARKED = case((Draft.place.startswith(REMARK), cast(func.substr(Draft.place, len(REMARK) + 1), BigInteger)))
_REMARKS = _DRAFT.with_only_columns(literal("remark"), Draft.id, Draft.updated_at).where(
    exists().where(Post.id == _REMARKED, Post.thread_id == _THREAD)
)
_READ = select(literal("read"), Reading.thread_id, Reading.seen_until).where(Reading.member_id == _MEMBER)
_MINE = union_all(
    _VOTES.where(Vote.post_id.in_(_HERE)),
    _FOLLOWED.where(Follow.thread_id == _THREAD),
    _KEPT.where(Bookmark.member_id == _MEMBER, Post.thread_id == _THREAD),
    _SHARED.where(MeToo.thread_id == _THREAD),
    _OPEN.where(Proposal.state == "open"),
    _UNSENT,
    _REMARKS,
    _READ.where(Reading.thread_id == _THREAD),
    select(literal("all_read"), AllRead.member_id, AllRead.at).where(AllRead.member_id == _MEMBER),
    select(literal("wrote"), _WROTE.c.id, _WROTE.c.created_at),
    select(literal("last"), _NEWEST.c.id, _NEWEST.c.created_at),
)
SHARED = frozenset({"proposal", "last"})
"""What is there for a reader who has nothing of their own."""
NOBODY = 0
"""The id of the reader for whom shared pages are rendered: what was read for one reader serves them too."""
Row = tuple[str, int, datetime]


def mine_in(thread_id: int, actor: Actor) -> Mine:
    """Give what of a thread is the actor's own, and whether anybody proposes something.

    One statement, built once, executed once a page. What this process noticed as read and did not write yet counts.
    """
    rows = _rows(thread_id, actor.id or 0)
    noticed = telemetry.reached("read", (actor.id, thread_id))
    return _mine(rows, noticed)


def _rows(thread_id: int, member_id: int) -> Sequence[Row]:
    here = {"member": member_id, "thread": thread_id, "place": f"reply:{thread_id}"}

    def read() -> Sequence[Any]:
        rows = session().connection().execute(_MINE, here).all()
        once(("mine", thread_id, NOBODY), lambda: [row for row in rows if row[0] in SHARED])
        return rows

    return once(("mine", thread_id, member_id), read)


def _mine(rows: Sequence[Row], noticed: int) -> Mine:
    kinds = {kind for kind, _, _ in rows}
    newest = [(at, row_id) for kind, row_id, at in rows if kind == "last"]
    known = [micros_of(at) for kind, _, at in rows if kind in {"read", "all_read"}]
    return Mine(
        voted=frozenset(row_id for kind, row_id, _ in rows if kind == "vote"),
        kept=frozenset(row_id for kind, row_id, _ in rows if kind == "kept"),
        wrote="wrote" in kinds,
        follows="follow" in kinds,
        me_too="me_too" in kinds,
        proposed="proposal" in kinds,
        seen=cursor_at(*newest[0]) if newest else encode((0, 0)),
        drafted="draft" in kinds,
        remarked="remark" in kinds,
        known=max([noticed, *known]) if noticed or "read" in kinds else 0,
    )


def takes_part(actor: Actor, thread_id: int) -> bool:
    """Tell whether the actor wrote (or has a draft), judged or kept something in a thread, follows or shares it."""
    return mine_in(thread_id, actor).takes_part
