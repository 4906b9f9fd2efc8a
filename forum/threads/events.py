"""Facts of the conversation, in the past tense. They carry what reactions need, so that replay needs no look-ups."""

from dataclasses import dataclass

from forum.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFact(Event):
    """A fact about one post. Ids, codes and integers only: a ledger may keep them for ever."""

    post_id: int
    post_kind: str
    thread_id: int
    thread_kind: str
    category_id: int
    author_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadCreated(PostFact):
    """A thread began; `post_id` is its opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCreated(PostFact):
    """An answer, reply or comment was written (and is shown). `first_answer`: the thread's first by somebody else."""

    author_role: str
    first_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEdited(PostFact):
    """Text or title changed; a revision was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRemoved(PostFact):
    """A post is no longer shown: `how` is deleted or hidden. Its awards are reversed."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRestored(PostFact):
    """A removed post is shown again. Its awards come back."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRemoved(PostFact):
    """A whole thread is no longer shown; `post_ids` are its shown posts, whose awards are reversed."""

    how: str
    post_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRestored(PostFact):
    """A removed thread is shown again, with `post_ids`."""

    how: str
    post_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted(PostFact):
    """A vote moved from `old` to `value` (−1, 0, 1); `vote_id` is the award's subject. `actor_id` is the voter.

    `voter_newcomer`: the voter signed up at most 30 days ago. `wiki`: the post is a community wiki by now.
    """

    vote_id: int
    old: int
    value: int
    voter_newcomer: bool
    wiki: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionAccepted(PostFact):
    """An answer became the solution; `acceptance_id` is the award's subject, `asker_id` began the thread."""

    acceptance_id: int
    asker_id: int
    wiki: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionWithdrawn(PostFact):
    """An answer is no longer the solution."""

    acceptance_id: int
    asker_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorsed(PostFact):
    """An expert confirmed an answer; `endorsement_id` is the award's subject."""

    endorsement_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsementWithdrawn(PostFact):
    """An expert took the confirmation back."""

    endorsement_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewcomerReturned(PostFact):
    """A newcomer wrote again on a later day after `author_id` had answered them with `post_id`; once a pair.

    `actor_id` is the newcomer; `return_id` (the newcomer's id) is the award's subject.
    """

    return_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAccepted(PostFact):
    """A proposed improvement was accepted; `author_id` proposed it, `kind` is tags or duplicate."""

    proposal_id: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMoved(PostFact):
    """A thread changed its category from `old_category_id` to `category_id`."""

    old_category_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadTouched(PostFact):
    """Something that readers and the index see changed: tags, closing."""
