"""The words the shield reads by, compiled once: shipped in `words.toml`, more of the insurer's own from a file."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).with_name("words.toml")
BETWEEN = r"(?:d'[a-z]{3,12}|hat|tragt|mit|der|die|das|porte|avec|le|la|ha|con|il|has|with|the)\b"
"""Words that may stand between a policy or claim and its number."""

SHAPE = {"#": "[0-9]", "A": "[a-z]"}


@dataclass(frozen=True, slots=True)
class Words:
    """What is compiled from the words: labels of numbers, shapes, illnesses, who speaks of whom; what is public."""

    labels: re.Pattern[str]
    shapes: Sequence[tuple[str, re.Pattern[str]]]
    conditions: re.Pattern[str]
    myself: re.Pattern[str]
    others: re.Pattern[str]
    afterwards: re.Pattern[str]
    phones: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


def load(more: Path | None = None, *, phones: Iterable[str] = (), domains: Iterable[str] = ()) -> Words:
    """Read the shipped words and those of a file of the same form. `phones`, `domains` are public: the house's own.

    A shape is written with # for a digit and A for a letter, all else stands for itself: `P-######`.
    """
    told = _read(SHIPPED)
    if more is not None:
        for section, lists in _read(more).items():
            for name, entries in lists.items():
                told[section][name] = [*told.get(section, {}).get(name, ()), *entries]
    return Words(
        labels=_labels(told),
        shapes=[(kind, _shape(one)) for kind in ("policy", "claim") for one in told[kind].get("shapes", ())],
        conditions=re.compile(rf"(?<!\w)(?:{'|'.join(told['diagnosis']['conditions'])})(?!\w)"),
        myself=re.compile(
            rf"\b(?:(?P<my>{'|'.join(told['diagnosis']['my'])})|(?P<i>{'|'.join(told['diagnosis']['i'])}))(?!\w)"
        ),
        others=re.compile(rf"\b(?:{'|'.join(told['diagnosis']['others'])})\b|,"),
        afterwards=re.compile(rf"[^\w\n]{{0,3}}(?:{'|'.join(told['diagnosis']['afterwards'])})\b"),
        phones=tuple(re.sub(r"[^0-9]", "", one)[-9:] for one in phones if re.search("[1-9]", one)),
        domains=(*told["public"]["domains"], *domains),
    )


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    told: Mapping[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return {section: {name: list(entries) for name, entries in lists.items()} for section, lists in told.items()}


def _labels(told: Mapping[str, Mapping[str, Sequence[str]]]) -> re.Pattern[str]:
    numbered = rf"(?: {BETWEEN}){{0,3}}[ -]?(?:(?:nummern?|nr|no|num|numero|number|id)\b[.:]?|n ?[°º.])"
    kinds = []
    for kind in ("policy", "claim"):
        words = "|".join(told[kind]["words"])
        kinds.append(rf"(?P<{kind}>(?:{words}){numbered}|(?:{'|'.join(told[kind]['phrases'])})\b)")
        kinds.append(rf"(?P<{kind}_bare>(?:{'|'.join(told[kind]['bare'])})\b)")
    return re.compile(rf"(?<![a-z])(?:{'|'.join(kinds)})")


def _shape(written: str) -> re.Pattern[str]:
    body = "".join(SHAPE.get(c, re.escape(c.lower())) for c in written)
    return re.compile(rf"(?<![a-z0-9]){body}(?![a-z0-9])")
