"""Reads that only programs need: one post as a list would show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from forum.access import Actor
from forum.accounts.queries.authors import Author, authors
from forum.core.db import session
from forum.threads.models import Endorsement, Post, Tag, Thread, Vote
from forum.threads.queries import PostRow, opening


@dataclass(frozen=True, slots=True)
class Whole:
    """A thread with its author's byline, its opening and its tags."""

    thread: Thread
    author: Author
    opening: PostRow
    tags: Sequence[Tag]


def row_of(post: Post, actor: Actor) -> PostRow:
    """Give a post with byline, confirmations and the reader's own vote, without remarks; three statements at most."""
    mark = Endorsement
    given = select(mark.expert_id, mark.valid_until).where(mark.post_id == post.id, mark.active).order_by(mark.id)
    confirmed = session().execute(given).all()
    people = authors([post.author_id, *(expert for expert, _ in confirmed)])
    return PostRow(
        post,
        people[post.author_id],
        voted=actor.id is not None and votes(post.id, actor.id),
        solution=post.thread.accepted_post_id == post.id,
        endorsed=[(people[expert], until) for expert, until in confirmed],
    )


def votes(post_id: int, member_id: int) -> bool:
    """Tell whether a member finds a post helpful."""
    mine = select(Vote.id).where(Vote.post_id == post_id, Vote.voter_id == member_id, Vote.value == 1)
    return session().scalar(mine) is not None


def whole(thread: Thread, actor: Actor) -> Whole:
    """Give a thread (loaded by `queries.thread`) as programs see it."""
    tags = list(thread.tags)  # the opening brings the thread anew, without them
    row = row_of(opening(thread), actor)
    return Whole(thread, row.author, row, tags)
