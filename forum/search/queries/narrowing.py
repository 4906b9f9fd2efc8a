"""What matches, as the reader may see it: the frame that facets, counts and order are made from."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from sqlalchemy import select

from forum.access import Actor
from forum.core.db import session
from forum.core.languages import NAMES
from forum.search.language import Query
from forum.threads.models import Category, Endorsement, Thread
from forum.threads.queries import visible_threads

STATES = ("solved", "checked", "open")
IN_INDEX = {"solved": "solved", "checked": "solved", "open": "open"}
"""What the query language calls a state: no index knows what is checked, but it is solved."""
KINDS = ("question", "discussion", "announcement")


@dataclass(frozen=True, slots=True)
class Match:
    """A thread that matches and may be seen. `states`: solved, checked (its solution is confirmed), open."""

    id: int
    category: str
    name: str
    kind: str
    language: str
    states: frozenset[str]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader ticked. Within a group any will do, every group must hold; `since` is a day."""

    states: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    since: date | None = None

    def __bool__(self) -> bool:
        return bool(self.states or self.categories or self.kinds or self.languages or self.since)

    def fits(self, match: Match, *, but: str = "") -> bool:
        """Tell whether a match is within everything ticked, the group `but` excepted."""
        return (
            (but == "state" or not self.states or bool(self.states & match.states))
            and (but == "in" or not self.categories or match.category in self.categories)
            and (but == "kind" or not self.kinds or match.kind in self.kinds)
            and (but == "lang" or not self.languages or match.language in self.languages)
            and (self.since is None or match.created_at >= datetime.combine(self.since, time.min, UTC))
        )


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: the form's field and value, its words, how many results it would leave, whether it is ticked."""

    name: str
    value: str
    text: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Facets:
    """Filters by group; those that would leave nothing are left out unless ticked, and languages where there is one.

    `whole`: every match was counted.
    """

    states: Sequence[Facet] = field(default=())
    categories: Sequence[Facet] = field(default=())
    kinds: Sequence[Facet] = field(default=())
    languages: Sequence[Facet] = field(default=())
    whole: bool = True


def matches_of(ids: Sequence[int], actor: Actor, after: date | None = None) -> list[Match]:
    """Give what the actor may see of these threads, in the given order; one statement."""
    if not ids:
        return []
    checked = select(Endorsement.id).where(Endorsement.post_id == Thread.accepted_post_id, Endorsement.active).exists()
    columns = (Thread.id, Category.slug, Category.name, Thread.kind, Thread.language, Thread.accepted_post_id, checked)
    told = select(*columns, Thread.created_at).join(Category, Category.id == Thread.category_id)
    told = told.where(Thread.id.in_(ids), visible_threads(actor), Thread.state == "shown")
    if after is not None:
        told = told.where(Thread.created_at >= datetime.combine(after, time.min, UTC))
    found = {
        thread_id: Match(thread_id, slug, name, kind, language, _states(kind, accepted, confirmed), at)
        for thread_id, slug, name, kind, language, accepted, confirmed, at in session().execute(told)
    }
    return [found[thread_id] for thread_id in ids if thread_id in found]


def _states(kind: str, accepted: int | None, checked: object) -> frozenset[str]:
    solved = accepted is not None
    said = {"solved": solved, "checked": bool(checked), "open": kind == "question" and not solved}
    return frozenset(name for name, holds in said.items() if holds)


def narrowed(query: Query, narrowing: Narrowing) -> Query:
    """Give a question with what was ticked, as far as an engine can tell: the rest is left to the database."""
    asked = narrowing.categories.intersection(query.categories) if query.categories else narrowing.categories
    after = max((day for day in (query.after, narrowing.since) if day is not None), default=None)
    states = sorted({IN_INDEX[name] for name in narrowing.states})
    return replace(
        query,
        categories=sorted(asked) or query.categories,
        states=[*query.states, *states] if len(states) == 1 else query.states,
        kinds=sorted(narrowing.kinds),
        after=after,
    )


def facets(matches: Sequence[Match], narrowing: Narrowing, *, whole: bool = True) -> Facets:
    """Count what each filter would leave, everything else ticked staying as it is; categories by count."""

    def counted(group: str, values: Callable[[Match], Iterable[str]]) -> Counter[str]:
        return Counter(value for match in matches if narrowing.fits(match, but=group) for value in values(match))

    states = counted("state", lambda match: match.states)
    places = counted("in", lambda match: (match.category,))
    kinds = counted("kind", lambda match: (match.kind,))
    spoken = counted("lang", lambda match: (match.language,))
    several = len({match.language for match in matches} | narrowing.languages) > 1
    names = {match.category: match.name for match in matches}
    ordered = sorted(names, key=lambda slug: (-places[slug], names[slug]))
    return Facets(
        states=_facets("state", [(one, one) for one in STATES], states, narrowing.states),
        categories=_facets("in", [(slug, names[slug]) for slug in ordered], places, narrowing.categories),
        kinds=_facets("kind", [(one, one) for one in KINDS], kinds, narrowing.kinds),
        languages=_facets("lang", NAMES.items(), spoken, narrowing.languages) if several else (),
        whole=whole,
    )


def _facets(name: str, values: Iterable[tuple[str, str]], counts: Counter[str], ticked: frozenset[str]) -> list[Facet]:
    return [
        Facet(name, value, text, counts[value], value in ticked)
        for value, text in values
        if counts[value] or value in ticked
    ]
