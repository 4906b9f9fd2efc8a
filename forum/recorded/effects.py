"""What each recorded happening does: states move as the actions of `threads` move them, and the same facts follow.

A fact is made after the rows are written, because it carries their ids; so effects give makers of facts.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from forum.core import clock
from forum.core.events import Event
from forum.recorded.fields import Broken
from forum.recorded.format import VOTES, Happening
from forum.recorded.states import COMMENT, Batch, Mark, NewComment, PostState, ThreadState
from forum.threads.actions.newcomers import HELPERS, is_newcomer
from forum.threads.events import (
    NewcomerReturned,
    PostCreated,
    PostEdited,
    SolutionAccepted,
    SolutionWithdrawn,
    ThreadCreated,
    Voted,
)
from forum.threads.texts import Text

Maker = Callable[[], Event]


def check(item: Happening, batch: Batch, last: int | None) -> None:
    """Raise Broken when the happening names what is not there, or does not follow number `last`."""
    if last is not None and item.seq <= last:
        raise Broken(f"seq {item.seq} does not follow {last}")
    if item.post is not None and item.post not in batch.posts:
        raise Broken(f"post {item.post} is not there")
    if item.user is not None and item.user not in batch.members:
        raise Broken(f"user {item.user} is not there")
    if item.type == "accept" and batch.posts[item.post or ""].kind != "answer":
        raise Broken(f"post {item.post} is no answer")


def happen(item: Happening, batch: Batch, text: Text | None) -> Iterator[Maker]:
    """Let it happen; `text` is a comment's, cooked. Call `check` first."""
    post = batch.posts.get(item.post or "")
    if post is None:
        return  # it counts for its user only, and no rule pays for it
    yield from shown(post, batch)
    if item.type in VOTES:
        yield from _vote(item, batch, post)
    elif item.type == "comment" and text is not None:
        yield from _comment(item, batch, post, text)
    elif item.type == "accept":
        yield from _accept(item, batch, post)
    elif item.type in {"edit", "suggested_edit_approved"}:
        yield from _edit(item, batch, post)


def shown(post: PostState, batch: Batch) -> Iterator[Maker]:
    """Show a post that still waits, and the question it answers; at the time it was written."""
    thread = batch.threads[post.thread_id]
    if thread.state == "held":
        thread.state, thread.moved = "shown", True
        opening = batch.openings[thread.id]
        batch.follow(thread.author_id, thread.id, opening.created_at)
        batch.begun.append(thread)
        yield lambda: ThreadCreated(**_about(opening, thread, thread.author_id, opening.created_at))
        yield from _returned(thread.author_id, opening.created_at, batch)
    if post.state == "held":
        post.state, post.moved, thread.moved = "shown", True, True
        thread.posts += 1
        thread.answers += 1
        thread.staff_answers += post.author_role != "member"
        thread.last_activity_at = max(thread.last_activity_at, post.created_at)
        batch.follow(post.author_id, thread.id, post.created_at)
        first = _first(post, thread)
        role = post.author_role
        about = _about(post, thread, post.author_id, post.created_at)
        yield lambda: PostCreated(**about, author_role=role, first_answer=first)
        yield from _returned(post.author_id, post.created_at, batch)


def _first(post: PostState, thread: ThreadState) -> bool:
    if post.author_id == thread.author_id or thread.first_answer_at is not None:
        return False
    thread.first_answer_at = post.created_at
    thread.first_answer_by = "member" if post.author_role == "member" else "expert"
    return True


def _returned(author_id: int, at: datetime, batch: Batch) -> Iterator[Maker]:
    """Notice that a newcomer came back after somebody's answer of an earlier day (see `threads` newcomers)."""
    author = batch.people[author_id]
    if author.kind != "person" or not is_newcomer(author.created_at, at):
        return
    today = clock.start_of(clock.day_of(at))
    earlier = [pair for pair in batch.helpers.get(author_id, ()) if pair[0].created_at < today]
    for post, thread in earlier[:HELPERS]:
        about = _about(post, thread, author_id, at)
        yield lambda about=about: NewcomerReturned(**about, return_id=author_id)  # type: ignore[misc]


def _vote(item: Happening, batch: Batch, post: PostState) -> Iterator[Maker]:
    voter, value = batch.member(item.voter), VOTES[item.type]
    mark = batch.votes.setdefault((post.id, voter.id), Mark())
    old = mark.value
    if old == value:
        return
    thread = batch.threads[post.thread_id]
    post.moved = True
    post.score += value - old
    post.helpful += (value == 1) - (old == 1)
    if post.kind == "opening":
        thread.score += value - old
        thread.moved = True
    mark.value, mark.at, mark.moved = value, item.at, True
    wiki = _is_wiki(post, item.at)
    newcomer = is_newcomer(voter.created_at, item.at)
    about = _about(post, thread, voter.id, item.at)
    yield lambda: Voted(**about, vote_id=mark.id, old=old, value=value, voter_newcomer=newcomer, wiki=wiki)


def _comment(item: Happening, batch: Batch, post: PostState, text: Text) -> Iterator[Maker]:
    source_id = COMMENT + (item.comment or "")
    if source_id in batch.comments:
        return
    batch.comments.add(source_id)
    author, thread = batch.member(item.user), batch.threads[post.thread_id]
    row = {"thread_id": thread.id, "kind": "comment", "parent_id": post.id, "author_id": author.id}
    row |= {"author_role": author.role, "source": text.source, "html": text.html, "created_at": item.at}
    comment = NewComment(row | {"source_id": source_id}, post)
    batch.written.append(comment)
    post.comments += 1
    post.moved = True
    about = _about(post, thread, author.id, item.at) | {"post_kind": "comment", "author_id": author.id}
    yield lambda: PostCreated(**about | {"post_id": comment.id}, author_role=author.role, first_answer=False)
    yield from _returned(author.id, item.at, batch)


def _accept(item: Happening, batch: Batch, post: PostState) -> Iterator[Maker]:
    thread = batch.threads[post.thread_id]
    by = batch.member(item.user) if item.user is not None else batch.people[thread.author_id]
    mark = batch.acceptances.setdefault((thread.id, post.id), Mark())
    if mark.value:
        return
    for (thread_id, other_id), other in batch.acceptances.items():
        if other.value and thread_id == thread.id:
            other.value, other.moved = 0, True
            yield _withdrawn(other, batch.accepted[other_id], thread, by.id, item.at)
    mark.value, mark.at, mark.by_id, mark.moved = 1, item.at, by.id, True
    thread.accepted_post_id, thread.solved_at, thread.moved = post.id, item.at, True
    about = _about(post, thread, by.id, item.at)
    batch.accepted[post.id] = post
    asker, wiki = thread.author_id, _is_wiki(post, item.at)
    yield lambda: SolutionAccepted(**about, acceptance_id=mark.id, asker_id=asker, wiki=wiki)


def _withdrawn(mark: Mark, post: PostState, thread: ThreadState, by_id: int, at: datetime) -> Maker:
    about = _about(post, thread, by_id, at)
    return lambda: SolutionWithdrawn(**about, acceptance_id=mark.id, asker_id=thread.author_id)


def _edit(item: Happening, batch: Batch, post: PostState) -> Iterator[Maker]:
    if post.edited_at is not None and post.edited_at >= item.at:
        return
    post.edited_at, post.moved = item.at, True
    about = _about(post, batch.threads[post.thread_id], batch.member(item.user).id, item.at)
    yield lambda: PostEdited(**about)


def _is_wiki(post: PostState, at: datetime) -> bool:
    return post.wiki_at is not None and post.wiki_at <= at


def _about(post: PostState, thread: ThreadState, actor_id: int, at: datetime) -> dict[str, Any]:
    return {
        "at": at,
        "post_id": post.id,
        "post_kind": post.kind,
        "thread_id": thread.id,
        "thread_kind": thread.kind,
        "category_id": thread.category_id,
        "author_id": post.author_id,
        "actor_id": actor_id,
    }
