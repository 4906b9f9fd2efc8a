"""Every check of the doctor, by name, in the order in which a person would look."""

from collections.abc import Callable, Iterable

from forum.config import Settings
from forum.doctor import counters, machine, people
from forum.mandates import checks as mandates
from forum.moderation import checks as moderation
from forum.notifications import checks as notifications
from forum.reputation import checks as reputation
from forum.threads import checks as threads

Check = Callable[[], Iterable[str]]

CHECKS: dict[str, Check] = {
    "integrity": machine.integrity,
    "history": machine.history,
    "thread counters": counters.thread_counters,
    "post counters": counters.post_counters,
    "label counters": counters.label_counters,
    "views": counters.views,
    "openings": counters.openings,
    "solutions": counters.solutions,
    "ledger": reputation.breaches,
    "rights by rule": people.rule_rights,
    "rights by mandate": mandates.breaches,
    "points of nobody": people.staff_points,
    "phases": people.phases,
    "moderation log": moderation.breaches,
    "pictures": threads.pictures,
    "outbox": machine.owed,
    "webhooks": notifications.parked,
    "search index": machine.index,
}


def examine(settings: Settings) -> dict[str, list[str]]:
    """Run every check; give its findings by name. A database of another migration is all there is to say."""
    behind = list(machine.migrations())
    if behind:
        return {"migrations": behind}
    found = {name: list(check()) for name, check in CHECKS.items()}
    return {"migrations": [], **found, "files": list(machine.files(settings))}
