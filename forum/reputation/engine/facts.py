"""What happened, in the engine's words: states that begin or end, and things that disappear or come back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from forum.accounts.events import MemberJoined
from forum.core.events import Event
from forum.threads import events as told


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A state that may pay begins (`on`) or ends. Ids are 0 where there is none; `amount` is the event's own number."""

    name: str
    on: bool
    subject_id: int
    at: datetime
    author_id: int
    giver_id: int
    asker_id: int = 0
    post_id: int = 0
    thread_id: int = 0
    category_id: int = 0
    post_kind: str = ""
    thread_kind: str = ""
    proposal_kind: str = ""
    newcomer: bool = False
    wiki: bool = False
    amount: int = 0

    @property
    def own(self) -> bool:
        """Whether somebody judges their own content."""
        return self.author_id in {self.giver_id, self.asker_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A `post` or `thread` is gone, or back: what hung on it follows."""

    what: str
    id: int
    gone: bool
    at: datetime


Happening = Fact | Shift
_Fact = told.PostFact


def _fact(event: _Fact, name: str, subject_id: int, *, on: bool, giver_id: int | None = None, **more: object) -> Fact:
    return Fact(
        name=name,
        on=on,
        subject_id=subject_id,
        at=event.at,
        author_id=event.author_id,
        giver_id=event.actor_id if giver_id is None else giver_id,
        post_id=event.post_id,
        thread_id=event.thread_id,
        category_id=event.category_id,
        post_kind=event.post_kind,
        thread_kind=event.thread_kind,
        **more,  # type: ignore[arg-type] # the fields named at each call below
    )


def _voted(event: told.Voted) -> tuple[Happening, ...]:
    facts = []
    for name, sign in (("vote_up", 1), ("vote_down", -1)):
        was, now = event.old == sign, event.value == sign
        if was != now:
            facts.append(
                _fact(event, name, event.vote_id, on=now, newcomer=event.voter_newcomer, wiki=event.wiki),
            )
    return tuple(facts)


def _accepted(event: told.SolutionAccepted) -> tuple[Happening, ...]:
    """The asker thanks, whoever marked the solution for them."""
    asker = event.asker_id
    subject = event.acceptance_id
    return (_fact(event, "solution_accepted", subject, on=True, giver_id=asker, asker_id=asker, wiki=event.wiki),)


def _unaccepted(event: told.SolutionWithdrawn) -> tuple[Happening, ...]:
    asker = event.asker_id
    return (_fact(event, "solution_accepted", event.acceptance_id, on=False, giver_id=asker, asker_id=asker),)


def _proposal(event: told.ProposalAccepted) -> tuple[Happening, ...]:
    return (_fact(event, "proposal_accepted", event.proposal_id, on=True, proposal_kind=event.kind),)


def _joined(event: MemberJoined) -> tuple[Happening, ...]:
    member = event.member_id
    return (
        Fact(
            name="member_joined",
            on=True,
            subject_id=member,
            at=event.at,
            author_id=member,
            giver_id=0,
            amount=event.start_bonus,
        ),
    )


TRANSLATIONS: Mapping[type[Event], Callable[..., tuple[Happening, ...]]] = {
    told.Voted: _voted,
    told.SolutionAccepted: _accepted,
    told.SolutionWithdrawn: _unaccepted,
    told.Endorsed: lambda e: (_fact(e, "answer_endorsed", e.endorsement_id, on=True),),
    told.EndorsementWithdrawn: lambda e: (_fact(e, "answer_endorsed", e.endorsement_id, on=False),),
    told.NewcomerReturned: lambda e: (_fact(e, "newcomer_returned", e.return_id, on=True),),
    told.ProposalAccepted: _proposal,
    told.PostRemoved: lambda e: (Shift(what="post", id=e.post_id, gone=True, at=e.at),),
    told.PostRestored: lambda e: (Shift(what="post", id=e.post_id, gone=False, at=e.at),),
    told.ThreadRemoved: lambda e: (Shift(what="thread", id=e.thread_id, gone=True, at=e.at),),
    told.ThreadRestored: lambda e: (Shift(what="thread", id=e.thread_id, gone=False, at=e.at),),
    MemberJoined: _joined,
}


def happenings(event: Event) -> tuple[Happening, ...]:
    """Translate an event; nothing for one that cannot pay."""
    translate = TRANSLATIONS.get(type(event))
    return translate(event) if translate else ()
