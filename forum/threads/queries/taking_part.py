"""What of a thread is a member's own: did they write, judge, follow, keep or share, and what is new to them."""

from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, literal, or_, select, union_all

from forum.access import Actor
from forum.core.db import session
from forum.core.pagination import encode
from forum.threads.models import Bookmark, Draft, Follow, MeToo, Post, Proposal, Vote
from forum.threads.queries.cursors import cursor_at


@dataclass(frozen=True, slots=True)
class Mine:
    """What of a thread is a member's own.

    `voted`, `kept`: posts; `seen`: a cursor after everything written so far; `drafted`: an answer is not sent yet.
    """

    voted: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()
    follows: bool = False
    me_too: bool = False
    proposed: bool = False
    seen: str = ""
    drafted: bool = False


_MEMBER: BindParameter[int] = bindparam("member")
_THREAD: BindParameter[int] = bindparam("thread")
_LAST = select(Post.id, Post.created_at).where(Post.thread_id == _THREAD)
_NEWEST = _LAST.order_by(Post.created_at.desc(), Post.id.desc()).limit(1).subquery()
_VOTES = select(literal("vote"), Vote.post_id, Vote.at).join(Post, Post.id == Vote.post_id)
_FOLLOWED = select(literal("follow"), Follow.thread_id, Follow.at).where(Follow.member_id == _MEMBER)
_KEPT = select(literal("kept"), Bookmark.post_id, Bookmark.at).join(Post, Post.id == Bookmark.post_id)
_SHARED = select(literal("me_too"), MeToo.thread_id, MeToo.at).where(MeToo.member_id == _MEMBER)
_OPEN = select(literal("proposal"), Proposal.id, Proposal.created_at).where(Proposal.thread_id == _THREAD)
_UNSENT = select(literal("draft"), Draft.id, Draft.updated_at).where(
    Draft.member_id == _MEMBER, Draft.place == bindparam("place")
)
_MINE = union_all(
    _VOTES.where(Vote.voter_id == _MEMBER, Vote.value == 1, Post.thread_id == _THREAD),
    _FOLLOWED.where(Follow.thread_id == _THREAD),
    _KEPT.where(Bookmark.member_id == _MEMBER, Post.thread_id == _THREAD),
    _SHARED.where(MeToo.thread_id == _THREAD),
    _OPEN.where(Proposal.state == "open"),
    _UNSENT,
    select(literal("last"), _NEWEST.c.id, _NEWEST.c.created_at),
)


def mine_in(thread_id: int, actor: Actor) -> Mine:
    """Give what of a thread is the actor's own, and whether anybody proposes something; one statement, built once."""
    here = {"member": actor.id, "thread": thread_id, "place": f"reply:{thread_id}"}
    rows = session().connection().execute(_MINE, here).all()
    newest = [(at, row_id) for kind, row_id, at in rows if kind == "last"]
    return Mine(
        voted=frozenset(row_id for kind, row_id, _ in rows if kind == "vote"),
        kept=frozenset(row_id for kind, row_id, _ in rows if kind == "kept"),
        follows=any(kind == "follow" for kind, _, _ in rows),
        me_too=any(kind == "me_too" for kind, _, _ in rows),
        proposed=any(kind == "proposal" for kind, _, _ in rows),
        seen=cursor_at(*newest[0]) if newest else encode((0, 0)),
        drafted=any(kind == "draft" for kind, _, _ in rows),
    )


_HERE = select(Post.id).where(Post.thread_id == _THREAD)
_FOLLOWS = select(Follow.thread_id).where(Follow.member_id == _MEMBER)
_SHARES = select(MeToo.thread_id).where(MeToo.member_id == _MEMBER)
_TAKES_PART = select(
    or_(
        _HERE.where(Post.author_id == _MEMBER).exists(),
        _HERE.join(Vote, Vote.post_id == Post.id).where(Vote.voter_id == _MEMBER).exists(),
        _HERE.join(Bookmark, Bookmark.post_id == Post.id).where(Bookmark.member_id == _MEMBER).exists(),
        _FOLLOWS.where(Follow.thread_id == _THREAD).exists(),
        _SHARES.where(MeToo.thread_id == _THREAD).exists(),
        _UNSENT.exists(),
    )
)


def takes_part(actor: Actor, thread_id: int) -> bool:
    """Tell whether the actor wrote (or has a draft), judged or kept something in a thread, follows or shares it.

    One statement, built once.
    """
    here = {"thread": thread_id, "member": actor.id, "place": f"reply:{thread_id}"}
    return bool(session().connection().scalar(_TAKES_PART, here))
