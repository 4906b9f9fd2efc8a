"""Find a post helpful, or take it back."""

from sqlalchemy import select, update

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import publish, session, upsert
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
    fresh = upsert(Vote).values(post_id=post.id, voter_id=voter.id, value=0, at=now).on_conflict_do_nothing()
    session().execute(fresh)
    held = (
        session()
        .execute(
            select(Vote.id, Vote.value).where(Vote.post_id == post.id, Vote.voter_id == voter.id).with_for_update()
        )
        .one()
    )
    if held.value == value:
        return False
    session().execute(update(Vote).where(Vote.id == held.id).values(value=value, at=now))
    _count(post, value - held.value, (value == 1) - (held.value == 1))
    publish(
        Voted(
            **about(post, post.thread, voter.id),
            vote_id=held.id,
            old=held.value,
            value=value,
            voter_newcomer=is_newcomer(voter.created_at, now),
            wiki=post.wiki_at is not None and post.wiki_at <= now,
        )
    )
    return True


def _count(post: Post, score: int, helpful: int) -> None:
    values = {"score": Post.score + score, "helpful_count": Post.helpful_count + helpful}
    session().execute(update(Post).where(Post.id == post.id).values(values))
    if post.kind == "opening":
        session().execute(update(Thread).where(Thread.id == post.thread_id).values(score=Thread.score + score))
