"""Book what many events pay, in their order, with few statements: the same rows as handlers write one by one.

Decided first (the engine sees every earlier decision), then counted in memory and written together. Whatever needs the
database as it is at that moment (stages, badges) is looked at after everything before it was written.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from forum.core import clock
from forum.core.db import session, transaction
from forum.core.events import Event
from forum.reputation import engine
from forum.reputation.actions.activity import OLD, answer_ticks, count_renewal
from forum.reputation.actions.find import METRIC_OF, Find, look_for_badges
from forum.reputation.actions.publish import rules_in_force
from forum.reputation.actions.rise import Climb, Rise, look_for_stages
from forum.reputation.actions.till import Till
from forum.reputation.engine import Change, Fact, Happening
from forum.reputation.engine.caps import keys_for
from forum.reputation.engine.conditions import receiver
from forum.reputation.engine.decide import day_in
from forum.reputation.engine.measures import Tick
from forum.reputation.queries import bulk
from forum.reputation.queries.books import Books, Version
from forum.reputation.queries.bulk import Bulk, Way
from forum.reputation.rulebook import Badge
from forum.threads.events import PostCreated, PostEdited
from forum.threads.models import Post


class Step(NamedTuple):
    """One event with what it leads to: decisions, counters of an answer, or an old answer brought up to date."""

    event: Event
    version: Version
    decisions: list[list[Change]]
    ticks: list[Tick]
    renewed: bool


def pay_many(events: Sequence[Event]) -> None:
    """Book what events pay and count. Publishes Promoted and BadgeFound where they follow, at their time."""
    steps, state = _decide(events)
    changes = [change for step in steps for decision in step.decisions for change in decision]
    till = Till(changes, [tick for step in steps for tick in step.ticks], _asked(steps))
    for step in steps:
        till.count(step.ticks)
        for decision in step.decisions:
            _settle(till, decision, step.version, step.event.at, state.joined)
        if step.renewed and isinstance(step.event, PostEdited):
            till.flush()
            till.unblock()
            with _at(step.event.at):
                count_renewal(step.event.post_id, step.event.author_id, step.event.at)
    till.flush()


def _asked(steps: Sequence[Step]) -> set[str]:
    """Names of the counters that some badge waits for."""
    metrics = {metric for step in steps for metric in step.version.rules.badges_on}
    return metrics | {name for name, metric in METRIC_OF.items() if metric in metrics}


def _decide(events: Sequence[Event]) -> tuple[list[Step], Bulk]:
    books = rules_in_force()
    renewed = _renewed(events)
    happenings = [(event, list(engine.happenings(event))) for event in events]
    state = _read([happening for _, some in happenings for happening in some], books)
    steps = []
    for event, some in happenings:
        version = books.at(event.at)
        decisions = [made for made in (_one(version, happening, state) for happening in some) if made]
        steps.append(Step(event, version, decisions, _ticks(event), event in renewed))
    return [step for step in steps if step.decisions or step.ticks or step.renewed], state


def _one(version: Version, happening: Happening, state: Bulk) -> list[Change]:
    changes = engine.decide(version.rules, happening, state)
    state.keep(changes)
    return changes


def _ticks(event: Event) -> list[Tick]:
    if isinstance(event, PostCreated) and event.author_role == "member":
        return answer_ticks(event.author_id, event.post_kind, event.at)
    return []


def _renewed(events: Sequence[Event]) -> set[Event]:
    """Own answers edited half a year or more after they were written."""
    edits = [e for e in events if isinstance(e, PostEdited) and e.actor_id == e.author_id and e.post_kind == "answer"]
    if not edits:
        return set()
    written = dict(
        session().execute(select(Post.id, Post.created_at).where(Post.id.in_({e.post_id for e in edits}))).all()
    )
    return {edit for edit in edits if edit.at - written[edit.post_id] >= OLD}


def _read(happenings: Sequence[Happening], books: Books) -> Bulk:
    members, subjects, keys, solutions = set(), set(), set(), set()
    for fact in happenings:
        if not isinstance(fact, Fact):
            raise TypeError(f"{fact.what} cannot disappear in bulk")
        rules = engine.matching(books.at(fact.at).rules, fact)
        if rules or books.several or not fact.on:
            subjects.add((fact.name, fact.subject_id))
        day = day_in(books.at(fact.at).rules.day_zone, fact.at)
        members |= {receiver(rule, fact) for rule in rules}
        keys |= {key for rule in rules for key in keys_for(rule, fact, day)}
        if any("accepted_answers" in rule.counts for rule in rules):
            solutions.add(fact.post_id)
    return bulk.read(members, subjects, keys, solutions)


def _settle(till: Till, decision: list[Change], version: Version, at: datetime, joined: Mapping[int, datetime]) -> None:
    results = till.take(decision, version.id)
    for way in sorted({(change.award.member_id, change.award.path) for change in decision if change.kind}):
        if _may_rise(till, way, version):
            _look_for_stages(till, way, version, at)
    others = False
    for tick, value in results:
        for badge in _reached(tick, value, version):
            if len(badge.requires) == 1:
                till.find(Find(tick.tally.member_id, badge.id, at))
            else:
                others |= _old_enough(badge, joined.get(tick.tally.member_id, at), at)
    if others:
        till.flush()
        with _at(at):
            look_for_badges(results, version, at)


def _may_rise(till: Till, way: Way, version: Version) -> bool:
    points, stage = till.standings[way]
    route = version.rules.paths.get(way[1])
    ahead = route.after(stage) if route else None
    return ahead is not None and points > 0 and points >= ahead.points and not till.blocked(way)


def _look_for_stages(till: Till, way: Way, version: Version, at: datetime) -> None:
    """Look with everything written that the stages ahead ask for; points alone need nothing of the kind."""
    points, stage = till.standings[way]
    ahead = [later for later in version.rules.paths[way[1]].stages[stage:] if later.points <= points]
    if all(later.requires.keys() <= {"points"} and not later.rights for later in ahead):
        for later in ahead:
            till.rise(Rise(way, later, at, version.id))
        return
    till.flush()
    with _at(at):
        lacking = look_for_stages(Climb(*way, points, stage), version, at)
    till.restage(way, bulk.standings([way])[way][1])
    till.block(way, lacking)


def _reached(tick: Tick, value: int, version: Version) -> list[Badge]:
    """Badges that require a number which a counter just reached."""
    tally = tick.tally
    metric = METRIC_OF.get(tally.name, tally.name)
    badges = (badge for badge in version.rules.badges_on.get(metric, ()) if tally.path in {"", badge.path})
    return [badge for badge in badges if value - tick.by < badge.requires[metric] <= value]


def _old_enough(badge: Badge, joined: datetime, at: datetime) -> bool:
    """Whether a badge's days since joining (`at`: not known) are over: most find the rest of it long before a year."""
    return joined == at or (clock.day_of(at) - clock.day_of(joined)).days >= badge.requires.get("days_member", 0)


@contextmanager
def _at(instant: datetime) -> Iterator[None]:
    """Let what follows happen then, reactions included."""
    with clock.shifted(instant), transaction():
        yield
