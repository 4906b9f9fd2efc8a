"""The engine: rule book + happening + state → changes. Pure: the live path, replay, doctor and tests all call it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from forum.core import clock
from forum.reputation.engine.caps import clip
from forum.reputation.engine.conditions import allowed, holds, receiver, wanted
from forum.reputation.engine.facts import Fact, Happening, Shift
from forum.reputation.engine.state import BIT, WITHDRAWN, Award, Change, State
from forum.reputation.rulebook import PointRule, RuleBook

PATIENT_DAYS = 14


def matching(book: RuleBook, fact: Fact) -> list[PointRule]:
    """Give the rules that pay for a fact as far as the fact alone tells; usually none: then nothing is read."""
    rules = book.by_event.get(fact.name, ())
    return [rule for rule in rules if holds(rule.when, fact) and receiver(rule, fact)]


def decide(book: RuleBook, happening: Happening, state: State) -> list[Change]:
    """Give what changes. The same happening again changes nothing; what pays is a state, not a click."""
    if isinstance(happening, Shift):
        return list(_shift(happening, state))
    if happening.on:
        return list(_begin(book, happening, state))
    return list(_end(happening, state))


def day_in(zone: str, at: datetime) -> date:
    """Give the day of an instant in the rule book's zone."""
    return clock.day_of(at) if zone == "Europe/Zurich" else at.astimezone(UTC).date()


def _begin(book: RuleBook, fact: Fact, state: State) -> Iterator[Change]:
    """A state begins: what it paid once comes back as it was; what it never paid is granted by today's rules."""
    known = {(award.rule, award.member_id): award for award in state.awards_of(fact.name, fact.subject_id)}
    for award in known.values():
        if award.off & WITHDRAWN:
            yield _turn(award, award.off & ~WITHDRAWN, "signal", fact.at)
    for rule in matching(book, fact):
        if (rule.id, receiver(rule, fact)) not in known:
            yield from _grant(book, rule, fact, state)


def _end(fact: Fact, state: State) -> Iterator[Change]:
    for award in state.awards_of(fact.name, fact.subject_id):
        if award.depends & WITHDRAWN and not award.off & WITHDRAWN:
            yield _turn(award, award.off | WITHDRAWN, "signal", fact.at)


def _shift(shift: Shift, state: State) -> Iterator[Change]:
    bit = BIT[shift.what]
    for award in state.awards_on(shift.what, shift.id):
        if award.depends & bit and bool(award.off & bit) != shift.gone:
            yield _turn(award, award.off ^ bit, shift.what, shift.at)


def _turn(award: Award, off: int, cause: str, at: datetime) -> Change:
    """Move an award between standing and not: exactly what was granted goes or comes, on its original day."""
    now = replace(award, off=off)
    kind = "" if now.live == award.live else "restore" if now.live else "reversal"
    amount = {"": 0, "restore": award.amount, "reversal": -award.amount}[kind]
    return Change(kind=kind, award=now, amount=amount, wanted=amount, cause=cause, at=at)


def _grant(book: RuleBook, rule: PointRule, fact: Fact, state: State) -> Iterator[Change]:
    member = receiver(rule, fact)
    if not state.eligible(member) or not allowed(rule, fact, state) or (rule.amount_field and not fact.amount):
        return
    day = day_in(book.day_zone, fact.at)
    granted = clip(rule, fact, day, state)
    award = Award(
        rule=rule.id,
        kind=fact.name,
        subject_id=fact.subject_id,
        member_id=member,
        path=rule.path,
        amount=granted.amount,
        giver_id=fact.giver_id,
        post_id=fact.post_id,
        thread_id=fact.thread_id,
        category_id=fact.category_id,
        day=day,
        off=0,
        depends=sum(BIT[name] for name in rule.depends_on),
        counts=" ".join(rule.counts),
        ranked=not state.health_near(fact.category_id),
        patient=_patient(rule, fact, state),
    )
    yield Change(
        kind="grant",
        award=award,
        amount=granted.amount,
        wanted=wanted(rule, fact),
        cause="signal",
        at=fact.at,
        clipped_by=granted.clipped_by,
        takes=granted.takes,
    )


def _patient(rule: PointRule, fact: Fact, state: State) -> bool:
    """A solution written long after the question was asked."""
    return "accepted_answers" in rule.counts and state.waited_days(fact.post_id) >= PATIENT_DAYS
