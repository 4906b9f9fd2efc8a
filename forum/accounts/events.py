"""Facts about people, in the past tense."""

from dataclasses import dataclass

from forum.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFact(Event):
    """A fact about one member."""

    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(MemberFact):
    """Somebody signed up, was created or imported. `start_bonus` in points."""

    role: str
    start_bonus: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailConfirmed(MemberFact):
    """The address was confirmed for the first time: what was held may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberErased(MemberFact):
    """Somebody erased their account. `texts` is `anonymise` or `delete`."""

    texts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(MemberFact):
    """A member got another role."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSuspended(MemberFact):
    """A member may not take part for a while."""
