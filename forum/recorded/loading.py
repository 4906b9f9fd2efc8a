"""Loads what a batch of happenings touches, by a fixed number of statements (in steps of 5,000 keys)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core.db import session
from forum.recorded.format import Happening
from forum.recorded.people import DELETED, Known, chunks, known
from forum.recorded.states import COMMENT, Batch, Mark, PostState, ThreadState
from forum.threads.actions.newcomers import is_newcomer
from forum.threads.models import Acceptance, Post, Thread, Vote

POST = (
    Post.id,
    Post.kind,
    Post.thread_id,
    Post.author_id,
    Post.author_role,
    Post.created_at,
    Post.wiki_at,
    Post.state,
    Post.edited_at,
)
THREAD = (
    Thread.id,
    Thread.kind,
    Thread.category_id,
    Thread.author_id,
    Thread.state,
    Thread.last_activity_at,
    Thread.accepted_post_id,
    Thread.solved_at,
    Thread.first_answer_at,
    Thread.first_answer_by,
)


def load(happenings: Sequence[Happening]) -> Batch:
    """Load posts, their threads and openings, members, votes and acceptances of a batch."""
    named = {item.post for item in happenings if item.post}
    posts = {str(row[0]): PostState(*row[1:]) for row in _rows(select(Post.source_id, *POST), Post.source_id, named)}
    ids = {post.thread_id for post in posts.values()}
    threads = {row[0]: ThreadState(*row) for row in _rows(select(*THREAD), Thread.id, ids)}
    openings = {post.thread_id: post for post in posts.values() if post.kind == "opening"}
    rest = select(*POST).where(Post.kind == "opening")
    openings |= {row[2]: PostState(*row) for row in _rows(rest, Post.thread_id, ids - openings.keys())}
    spoken = {COMMENT + item.comment for item in happenings if item.comment}
    comments = {str(row[0]) for row in _rows(select(Post.source_id), Post.source_id, spoken)}
    acting = {item.user for item in happenings if item.user} | {item.voter for item in happenings if item.voter}
    members = known([*acting, DELETED])
    batch = Batch(posts, openings, threads, members, _people(posts, openings, members), comments)
    _load_votes(batch, happenings)
    _load_acceptances(batch, happenings)
    _load_helpers(batch, happenings)
    return batch


def _rows(query: Any, column: Any, keys: Iterable[Any]) -> Iterator[Any]:
    for part in chunks(sorted(set(keys))):
        yield from session().execute(query.where(column.in_(part)))


def _people(posts: dict[str, PostState], openings: dict[int, PostState], members: dict[str, Known]) -> dict[int, Known]:
    people = {member.id: member for member in members.values()}
    authors = {post.author_id for post in [*posts.values(), *openings.values()]}
    columns = select(Member.id, Member.kind, Member.role, Member.created_at)
    return people | {row[0]: Known(*row) for row in _rows(columns, Member.id, authors - people.keys())}


def _load_votes(batch: Batch, happenings: Sequence[Happening]) -> None:
    """Load the votes of the batch by post; asking for pairs makes SQLite look up every post with every voter."""
    pairs = set()
    for item in happenings:
        if item.voter in batch.members and item.post in batch.posts:
            pairs.add((batch.posts[item.post].id, batch.members[item.voter].id))
    columns = select(Vote.post_id, Vote.voter_id, Vote.id, Vote.value)
    for post_id, voter_id, vote_id, value in _rows(columns, Vote.post_id, {post_id for post_id, _ in pairs}):
        if (post_id, voter_id) in pairs:
            batch.votes[post_id, voter_id] = Mark(vote_id, value)


def _load_acceptances(batch: Batch, happenings: Sequence[Happening]) -> None:
    accepting = {item.post for item in happenings if item.type == "accept"}
    threads = {batch.posts[post].thread_id for post in accepting if post in batch.posts}
    columns = select(Acceptance.thread_id, Acceptance.post_id, Acceptance.id, Acceptance.active)
    columns = columns.add_columns(Acceptance.at, Acceptance.by_id)
    for thread_id, post_id, acceptance_id, active, at, by_id in _rows(columns, Acceptance.thread_id, threads):
        batch.acceptances[thread_id, post_id] = Mark(acceptance_id, int(active), at, by_id)
    ids = {post_id for _, post_id in batch.acceptances}
    batch.accepted |= {row[0]: PostState(*row) for row in _rows(select(*POST), Post.id, ids)}


def _load_helpers(batch: Batch, happenings: Sequence[Happening]) -> None:
    """Load who answered the newcomers that write in this batch, oldest rows first."""
    writing = set()
    for item in happenings:
        post = batch.posts.get(item.post or "")
        if item.type == "post" and post:
            writing.add((post.author_id, item.at))
        elif item.type == "comment" and (item.user or DELETED) in batch.members:
            writing.add((batch.member(item.user).id, item.at))
    new = {who for who, at in writing if batch.people[who].kind == "person"}
    new = {who for who, at in writing if who in new and is_newcomer(batch.people[who].created_at, at)}
    query = select(*POST, *THREAD).join(Thread, Thread.id == Post.thread_id).where(Post.kind == "answer")
    others = query.where(Post.author_id != Thread.author_id).order_by(Post.id)
    for row in _rows(others, Thread.author_id, new):
        pair = PostState(*row[: len(POST)]), ThreadState(*row[len(POST) :])
        batch.helpers.setdefault(pair[1].author_id, []).append(pair)
