"""The verbs of trust; each runs inside `transaction()`, after the caller asked the guard.

Every step is a conditional update, so of two who act at once one has the effect and the other a Conflict.
"""

from forum.mandates.actions.accepting import accept, refuse
from forum.mandates.actions.deciding import approve, decline
from forum.mandates.actions.ending import end_lapsed, expire, forget_texts, hand_back, revoke
from forum.mandates.actions.holding import end_probation, rest, wake
from forum.mandates.actions.nominating import nominate, nominate_by_hand

__all__ = [
    "accept",
    "approve",
    "decline",
    "end_lapsed",
    "end_probation",
    "expire",
    "forget_texts",
    "hand_back",
    "nominate",
    "nominate_by_hand",
    "refuse",
    "rest",
    "revoke",
    "wake",
]
