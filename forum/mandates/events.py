"""Facts about trust, in the past tense."""

from dataclasses import dataclass

from forum.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationFact(Event):
    """A fact about a nomination of `member_id`; `actor_id` did it (None: the rule book, or the house)."""

    nomination_id: int
    member_id: int
    actor_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominated(NominationFact):
    """A member was nominated, by reaching a stage or by hand."""

    path: str
    stage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateApproved(NominationFact):
    """Enough people approved; the member may accept the charter now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationClosed(NominationFact):
    """A nomination came to nothing: `how` is declined, refused or lapsed."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateFact(Event):
    """A fact about a mandate of `member_id`; `actor_id` did it (None: time, or the house)."""

    mandate_id: int
    member_id: int
    actor_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateGranted(MandateFact):
    """The member accepted the charter; the rights are in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRested(MandateFact):
    """The holder takes a break; the rights are out of force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateWoken(MandateFact):
    """The holder is back; the rights are in force again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbationEnded(MandateFact):
    """Sixty days went well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnded(MandateFact):
    """A mandate is over: `how` is handed_back, revoked, expired or lapsed."""

    how: str
