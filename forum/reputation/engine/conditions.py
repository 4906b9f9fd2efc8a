"""Whether a rule pays for a fact, and how much before caps."""

from collections.abc import Mapping
from datetime import timedelta

from forum.reputation.engine.facts import Fact
from forum.reputation.engine.state import CapKey, State
from forum.reputation.rulebook import PointRule, When

OWN: Mapping[str, frozenset[bool]] = {
    "no": frozenset({False}),
    "yes": frozenset({True}),
    "any": frozenset({False, True}),
}


def receiver(rule: PointRule, fact: Fact) -> int:
    """Give whom the rule pays; 0 = nobody there."""
    return {"author": fact.author_id, "giver": fact.giver_id, "asker": fact.asker_id}[rule.to]


def wanted(rule: PointRule, fact: Fact) -> int:
    """Give the amount before caps."""
    return fact.amount if rule.amount_field else rule.amount


def holds(when: When, fact: Fact) -> bool:
    """Tell whether the conditions that the fact itself answers hold."""
    return (
        fact.own in OWN[when.own_content]
        and (when.post_kinds is None or fact.post_kind in when.post_kinds)
        and (when.thread_kinds is None or fact.thread_kind in when.thread_kinds)
        and (when.proposal_kinds is None or fact.proposal_kind in when.proposal_kinds)
        and (when.giver_newcomer is None or fact.newcomer == when.giver_newcomer)
        and (when.wiki is None or fact.wiki == when.wiki)
    )


def first_key(rule: PointRule, fact: Fact) -> CapKey:
    """Give the counter that remembers that this giver paid by this rule before."""
    return CapKey(f"first:{rule.id}", receiver(rule, fact), fact.giver_id, 0)


def allowed(rule: PointRule, fact: Fact, state: State) -> bool:
    """Tell whether the conditions that need the state hold."""
    when = rule.when
    if when.category_kind != "any" and state.health_near(fact.category_id) != (when.category_kind == "health_near"):
        return False
    if when.within_hours is not None:
        written = state.written_at(fact.post_id)
        if written is None or fact.at - written > timedelta(hours=when.within_hours):
            return False
    return not (when.first_from_giver and state.used([first_key(rule, fact)])[0])
