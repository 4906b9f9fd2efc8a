"""How caps clip an amount; what is taken back frees nothing."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from forum.reputation.engine.conditions import first_key, receiver, wanted
from forum.reputation.engine.facts import Fact
from forum.reputation.engine.state import CapKey, State
from forum.reputation.rulebook import Cap, PointRule


class Granted(NamedTuple):
    """The amount after caps, the cap that clipped it (if any), and what the counters take."""

    amount: int
    clipped_by: str
    takes: tuple[tuple[CapKey, int], ...]


def key_of(cap: Cap, member_id: int, fact: Fact, day: date) -> CapKey:
    """Give the counter of a cap for a fact."""
    giver = fact.giver_id if cap.per in {"giver", "giver_day"} else 0
    slot = {"day": day.toordinal(), "giver_day": day.toordinal(), "post": fact.post_id}.get(cap.per, 0)
    return CapKey(cap.id, member_id, giver, slot)


def keys_for(rule: PointRule, fact: Fact, day: date) -> list[CapKey]:
    """Give every counter that granting the rule reads."""
    keys = [key_of(cap, receiver(rule, fact), fact, day) for cap in rule.caps]
    return [*keys, first_key(rule, fact)] if rule.when.first_from_giver else keys


def clip(rule: PointRule, fact: Fact, day: date, state: State) -> Granted:
    """Clip to what the rule's caps leave, the tightest decides.

    Losses are never clipped; they count in `net` caps only, where they free room on their day.
    """
    amount, clipped_by = wanted(rule, fact), ""
    keys = [key_of(cap, receiver(rule, fact), fact, day) for cap in rule.caps]
    if amount > 0 and keys:
        for cap, used in zip(rule.caps, state.used(keys), strict=True):
            left = max(cap.most - used, 0)
            room = amount if cap.unit == "times" and left else min(amount, left)
            if room < amount:
                amount, clipped_by = room, cap.id
    takes = _takes(rule.caps, keys, amount)
    if rule.when.first_from_giver:
        takes = (*takes, (first_key(rule, fact), 1))
    return Granted(amount, clipped_by, takes)


def _takes(caps: Sequence[Cap], keys: Sequence[CapKey], amount: int) -> tuple[tuple[CapKey, int], ...]:
    taken = []
    for cap, key in zip(caps, keys, strict=True):
        moved = (1 if amount > 0 else 0) if cap.unit == "times" else amount
        if moved > 0 or (moved < 0 and cap.net):
            taken.append((key, moved))
    return tuple(taken)
