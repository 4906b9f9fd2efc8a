"""`vote`, `solution`, `endorsement`: what readers, askers and experts say about a post. PUT and DELETE set a state."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from forum.access import Permission, ensure
from forum.api import forms, schemas
from forum.api.views.room import CLICK, operation, writing
from forum.core.errors import Invalid
from forum.threads import actions, queries

judging = partial(operation, tag="judging", scope="write", limit=CLICK)


@judging("/posts/<id:post_id>/vote", "PUT", answer=schemas.Vote, shares="threads.vote")
def vote(post_id: int) -> Any:
    """Find a post helpful."""
    return voted(post_id, 1)


@judging("/posts/<id:post_id>/vote", "DELETE", answer=schemas.Vote, shares="threads.vote")
def unvote(post_id: int) -> Any:
    """Take that back."""
    return voted(post_id, 0)


def voted(post_id: int, value: int) -> Any:
    """Set the vote."""
    with writing() as act:
        post = queries.post(post_id)
        ensure(Permission.POST_VOTE, post, act.actor)
        actions.vote(voter=act.member, post=post, value=value)
        helpful = queries.post(post_id).helpful_count
        act.says({"post": post_id, "voted": value == 1, "helpful": helpful})
    return act.answer


@judging(
    "/threads/<id:thread_id>/solution", "PUT", takes=forms.Solution, answer=schemas.Solved, shares="threads.accept"
)
def accept(sent: Mapping[str, int], thread_id: int) -> Any:
    """Make an answer the solution, instead of another one if there is."""
    with writing() as act:
        ensure(Permission.THREAD_READ, queries.thread(thread_id), act.actor)
        post = queries.post(sent["post"])
        if post.thread_id != thread_id:
            raise Invalid({"post": "There is no such post in this thread."})
        ensure(Permission.SOLUTION_SET, post, act.actor)
        actions.accept(by=act.member, post=post)
        act.says({"thread": thread_id, "solution": post.id})
    return act.answer


@judging("/threads/<id:thread_id>/solution", "DELETE", answer=schemas.Solved, shares="threads.withdraw")
def withdraw(thread_id: int) -> Any:
    """Take the mark of the solution away."""
    with writing() as act:
        thread = queries.thread(thread_id)
        ensure(Permission.THREAD_READ, thread, act.actor)
        if thread.accepted_post_id is not None:
            ensure(Permission.SOLUTION_SET, queries.post(thread.accepted_post_id), act.actor)
            actions.withdraw_solution(by=act.member, thread=thread)
        act.says({"thread": thread_id, "solution": None})
    return act.answer


@judging(
    "/posts/<id:post_id>/endorsement",
    "PUT",
    takes=forms.Confirmation,
    answer=schemas.Endorsed,
    shares="threads.endorse",
)
def endorse(sent: Mapping[str, date | None], post_id: int) -> Any:
    """Confirm an answer as an expert of its field, until a day or without end."""
    with writing() as act:
        post = queries.post(post_id)
        ensure(Permission.POST_ENDORSE, post, act.actor)
        actions.endorse(expert=act.member, post=post, valid_until=sent["valid_until"])
        act.says({"post": post_id, "endorsed": True, "valid_until": sent["valid_until"]})
    return act.answer


@judging("/posts/<id:post_id>/endorsement", "DELETE", answer=schemas.Endorsed, shares="threads.unendorse")
def unendorse(post_id: int) -> Any:
    """Take one's own confirmation back."""
    with writing() as act:
        post = queries.post(post_id)
        ensure(Permission.POST_ENDORSE, post, act.actor)
        actions.withdraw_endorsement(expert=act.member, post=post)
        act.says({"post": post_id, "endorsed": False, "valid_until": None})
    return act.answer
