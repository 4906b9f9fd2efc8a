"""Find a post helpful, or take it back."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import alter, publish, session, upsert
from forum.threads.actions.facts import about
from forum.threads.actions.newcomers import is_newcomer
from forum.threads.events import Voted
from forum.threads.models import Post, Thread, Vote


def vote(*, voter: Member, post: Post, value: int) -> bool:
    """Set a member's vote on a post to +1 or 0 (recorded communities also -1); false when it was that already.

    The row is taken by an upsert and a conditional update, so parallel clicks of any number of processes have one
    effect. Publishes Voted.
    """
    now = clock.now()
    fresh = upsert(Vote).values(post_id=post.id, voter_id=voter.id, value=value, at=now)
    vote_id = session().scalar(fresh.on_conflict_do_nothing().returning(Vote.id)) if value else None
    old = 0
    if vote_id is None:
        known = select(Vote.id, Vote.value).where(Vote.post_id == post.id, Vote.voter_id == voter.id)
        held = session().execute(known.with_for_update()).one_or_none()
        if held is None or held.value == value:
            return False
        vote_id, old = held.id, held.value
        alter(Vote, vote_id, {"value": value, "at": now})
    _count(post, value - old, (value == 1) - (old == 1))
    publish(
        Voted(
            **about(post, post.thread, voter.id),
            vote_id=vote_id,
            old=old,
            value=value,
            voter_newcomer=is_newcomer(voter.created_at, now),
            wiki=post.wiki_at is not None and post.wiki_at <= now,
        )
    )
    return True


def _count(post: Post, score: int, helpful: int) -> None:
    values = {"score": Post.score + score, "helpful_count": Post.helpful_count + helpful}
    alter(Post, post.id, values)
    if post.kind == "opening":
        alter(Thread, post.thread_id, {"score": Thread.score + score})
