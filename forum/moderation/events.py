"""Facts about interventions, in the past tense."""

from dataclasses import dataclass

from forum.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervened(Event):
    """Somebody intervened; `action_id` is the line in the log. Ids and codes only."""

    action_id: int
    post_id: int
    thread_id: int
    category_id: int
    actor_id: int
    author_id: int
    reason: str
    mandate_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureDecided(Event):
    """A newcomer's picture was shown or refused; `decision_id` is the line in the log."""

    decision_id: int
    upload_id: int
    actor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostHidden(Intervened):
    """A post (with its thread, when it is the opening) was hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostShown(Intervened):
    """A hidden post is shown again."""
