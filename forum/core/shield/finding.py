"""What the shield found in a text, and the text without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HARD = ("ahv", "iban", "card", "policy", "claim", "payment", "kvnr")
"""Never accepted: AHV/AVS, IBAN, insurance card, policy, claim, payment card, German insurance number."""

SOFT = ("phone", "email", "birth", "diagnosis", "tax")
"""Pointed out: telephone, e-mail address, date of birth, first-person diagnosis, German tax number."""

NAMES = {
    "ahv": "AHV number",
    "iban": "Account number (IBAN)",
    "card": "Insurance card number",
    "policy": "Policy or customer number",
    "claim": "Claim number",
    "payment": "Payment card number",
    "kvnr": "Health insurance number",
    "phone": "Telephone number",
    "email": "E-mail address",
    "birth": "Date of birth",
    "diagnosis": "Your own diagnosis",
    "tax": "Tax number",
}
DOT = "•"
KEPT = {"ahv": 3, "card": 5, "iban": 2, "phone": 3}
"""Characters at the beginning that say what it was and nothing about whom."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One find. `places`: offsets (start, end) of its characters in the text, separators and markup left out."""

    start: int
    end: int
    kind: str
    places: tuple[tuple[int, int], ...]

    @property
    def hard(self) -> bool:
        """Never accepted."""
        return self.kind in HARD


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in a text, in the order of the text, without overlap."""

    text: str
    items: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def hard(self) -> tuple[Finding, ...]:
        """What is never accepted."""
        return tuple(item for item in self.items if item.hard)

    @property
    def soft(self) -> tuple[Finding, ...]:
        """What is pointed out."""
        return tuple(item for item in self.items if not item.hard)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds found, each once, in the order of the text."""
        return tuple(dict.fromkeys(item.kind for item in self.items))

    def words(self) -> list[str]:
        """Give each find as it stands in the text."""
        return [self.text[item.start : item.end] for item in self.items]

    def masked(self, items: Iterable[Finding] | None = None) -> str:
        """Give the text with dots instead of what was found (of `items`, if given); separators and length stay."""
        pieces, at = [], 0
        for item in self.items if items is None else sorted(items):
            for start, end in item.places[KEPT.get(item.kind, 0) :]:
                pieces += [self.text[at:start], DOT]
                at = end
        return "".join([*pieces, self.text[at:]])


def parted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Order finds; of two that overlap the hard one stays, then the longer one."""
    kept: list[Finding] = []
    for item in sorted(found, key=lambda one: (one.start, not one.hard, -one.end)):
        before = kept[-1] if kept else None
        if before is None or item.start >= before.end:
            kept.append(item)
        elif item.hard and not before.hard:
            kept[-1] = item
    return tuple(kept)
