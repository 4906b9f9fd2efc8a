"""Mark, move and withdraw the solution of a question."""

from sqlalchemy import select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import alter, publish, session, upsert
from forum.core.errors import Invalid
from forum.threads.actions.facts import about
from forum.threads.events import SolutionAccepted, SolutionWithdrawn
from forum.threads.models import Acceptance, Post, Thread


def accept(*, by: Member, post: Post) -> bool:
    """Make an answer the solution; another solution is withdrawn first. False when it was that already.

    The thread's row is locked, so that parallel clicks have one effect. Publishes SolutionAccepted, and
    SolutionWithdrawn for the former solution. Raises Invalid for anything but a shown answer to a question.
    """
    if post.kind != "answer" or not post.shown:
        raise Invalid({"": "Only an answer to a question can be its solution."})
    thread = _locked(post.thread_id)
    active = _active(thread.id)
    if active is not None and active.post_id == post.id:
        return False
    if active is not None:
        _withdraw(active, thread, by)
    now = clock.now()
    row = upsert(Acceptance).values(thread_id=thread.id, post_id=post.id, by_id=by.id, active=True, at=now)
    again = {"active": True, "by_id": by.id, "at": now}
    kept = row.on_conflict_do_update(index_elements=["thread_id", "post_id"], set_=again).returning(Acceptance.id)
    acceptance_id = session().execute(kept).scalar_one()
    alter(Thread, thread.id, {"accepted_post_id": post.id, "solved_at": now})
    publish(
        SolutionAccepted(
            **about(post, thread, by.id),
            acceptance_id=acceptance_id,
            asker_id=thread.author_id,
            wiki=post.wiki_at is not None,
        )
    )
    return True


def withdraw_solution(*, by: Member, thread: Thread) -> bool:
    """Take the mark away; false when there is none. Publishes SolutionWithdrawn."""
    thread = _locked(thread.id)
    active = _active(thread.id)
    if active is None:
        return False
    _withdraw(active, thread, by)
    alter(Thread, thread.id, {"accepted_post_id": None, "solved_at": None})
    return True


def _withdraw(active: Acceptance, thread: Thread, by: Member) -> None:
    alter(Acceptance, active.id, {"active": False})
    post = session().get_one(Post, active.post_id)
    publish(SolutionWithdrawn(**about(post, thread, by.id), acceptance_id=active.id, asker_id=thread.author_id))


def _locked(thread_id: int) -> Thread:
    row = select(Thread).where(Thread.id == thread_id).with_for_update().execution_options(populate_existing=True)
    return session().scalars(row).one()


def _active(thread_id: int) -> Acceptance | None:
    found = select(Acceptance).where(Acceptance.thread_id == thread_id, Acceptance.active)
    return session().scalar(found.execution_options(populate_existing=True))
