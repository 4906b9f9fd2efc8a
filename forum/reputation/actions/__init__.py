"""The verbs of the game; the only writes to this room's tables. Every one runs inside `transaction()`."""

from forum.reputation.actions.many import pay_many
from forum.reputation.actions.pay import pay
from forum.reputation.actions.publish import publish_rules, rules_in_force

__all__ = ["pay", "pay_many", "publish_rules", "rules_in_force"]
