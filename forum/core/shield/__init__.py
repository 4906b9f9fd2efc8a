"""The shield: finds what belongs to one person only, before anything is stored, logged or indexed. Knows no room.

`find(text)` tells what is in a text, `mask(text)` gives it without. Texts are columns of type `Shielded`, which take
no hard kind whoever writes; forms ask earlier and more kindly (`forum.core.shield.form`).
"""

from forum.core.shield.finder import configure, find, mask, mask_hard
from forum.core.shield.finding import HARD, SOFT, Finding, Findings
from forum.core.shield.store import Exposed, Shielded, ShieldedJson, exempt, refuse

__all__ = [
    "HARD",
    "SOFT",
    "Exposed",
    "Finding",
    "Findings",
    "Shielded",
    "ShieldedJson",
    "configure",
    "exempt",
    "find",
    "mask",
    "mask_hard",
    "refuse",
]
