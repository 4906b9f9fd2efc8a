"""Propose better tags or a duplicate; the asker, an expert of the field or a mandate holder decides."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import publish, session, upsert
from forum.core.errors import Conflict, Invalid, Refused
from forum.threads.actions.facts import about
from forum.threads.actions.labelling import opening_of, retag
from forum.threads.events import ProposalAccepted
from forum.threads.models import Proposal, Thread, ThreadLink


def propose_tags(*, author: Member, thread: Thread, tags: Sequence[str]) -> Proposal:
    """Propose other tags. Raises Invalid on `tags` when nothing is proposed."""
    if not tags:
        raise Invalid({"tags": "Please propose at least one tag."})
    return _propose(author, thread, "tags", {"tags": list(tags)})


def propose_duplicate(*, author: Member, thread: Thread, of: Thread) -> Proposal:
    """Propose that a thread repeats an older one. Raises Invalid on `of` for itself or a younger one."""
    if of.id == thread.id or of.created_at > thread.created_at:
        raise Invalid({"of": "Please name an older thread about the same question."})
    return _propose(author, thread, "duplicate", {"of": of.id})


def _propose(author: Member, thread: Thread, kind: str, payload: dict[str, Any]) -> Proposal:
    session().refresh(thread, ["state"], with_for_update=True)
    waiting = select(Proposal.id).where(Proposal.thread_id == thread.id, Proposal.kind == kind)
    if session().scalar(waiting.where(Proposal.state == "open").limit(1)) is not None:
        raise Conflict("There is a proposal of this kind already. Please wait until it is decided.")
    now = clock.now()
    proposal = Proposal(kind=kind, thread_id=thread.id, author_id=author.id, payload=payload, created_at=now)
    proposal.thread, proposal.author = thread, author
    session().add(proposal)
    session().flush()
    return proposal


def accept_proposal(*, by: Member, proposal: Proposal) -> None:
    """Carry a proposal out. Publishes ProposalAccepted.

    Raises Refused for one's own proposal (it would pay) and Conflict when it was decided meanwhile.
    """
    _decide(proposal, by, "accepted")
    thread = proposal.thread
    if proposal.kind == "tags":
        retag(by=by, thread=thread, tags=proposal.payload["tags"])
    else:
        link = {"thread_id": thread.id, "related_id": proposal.payload["of"], "kind": "duplicate"}
        session().execute(upsert(ThreadLink).values(link).on_conflict_do_nothing())
    fact = about(opening_of(thread), thread, by.id)
    fact["author_id"] = proposal.author_id
    publish(ProposalAccepted(**fact, proposal_id=proposal.id, kind=proposal.kind))


def decline_proposal(*, by: Member, proposal: Proposal) -> None:
    """Leave things as they are. Raises Refused for one's own proposal, Conflict when it was decided meanwhile."""
    _decide(proposal, by, "declined")


def _decide(proposal: Proposal, by: Member, state: str) -> None:
    if proposal.author_id == by.id:
        raise Refused("Somebody else decides about your own proposal.")
    open_row = update(Proposal).where(Proposal.id == proposal.id, Proposal.state == "open")
    done = session().execute(open_row.values(state=state, decided_by=by.id, decided_at=clock.now()))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Conflict("This proposal was decided already.")
