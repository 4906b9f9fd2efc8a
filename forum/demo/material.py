"""Everything written for the demo besides the topics: phrases, slots, categories, people, announcements."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random
from typing import Any

from forum.demo.topics import CONTENT, Topic, read_topic_file, read_topics

MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")  # fmt: skip # noqa: E501
DECLINED = ("kind", "pers", "alt")


@dataclass(frozen=True, slots=True)
class Subject:
    """A category to create, and how much of the questions falls there."""

    slug: str
    name: str
    description: str
    icon: str
    weight: int
    audience: str = "public"
    who_may_write: str = "members"
    indexed: bool = True
    health_near: bool = False


@dataclass(frozen=True, slots=True)
class Staff:
    """One of the house: first name, role, field; `leave` = (days before the end, length in days)."""

    name: str
    title: str
    role: str
    fields: tuple[str, ...] = ()
    leave: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """The whole content, read once."""

    subjects: tuple[Subject, ...]
    staff: tuple[Staff, ...]
    pseudonyms: tuple[str, ...]
    bios: tuple[str, ...]
    phrases: Mapping[str, Mapping[str, Sequence[str]]]
    words: Mapping[str, Any]
    topics: tuple[Topic, ...]
    announcements: Topic
    picker: Sequence[Mapping[str, Any]]


@cache
def material() -> Material:
    """Read the content that ships with the package."""
    return Material(
        subjects=tuple(Subject(**row) for row in _toml("categories.toml")["category"]),
        staff=tuple(_staff()),
        pseudonyms=tuple((CONTENT / "people" / "pseudonyms.txt").read_text(encoding="utf-8").split()),
        bios=tuple((CONTENT / "people" / "bios.txt").read_text(encoding="utf-8").splitlines()),
        phrases=_toml("phrases.toml"),
        words=_toml("slots.toml"),
        topics=tuple(read_topics()),
        announcements=read_topic_file(CONTENT / "announcements.txt")[0],
        picker=_toml("picker.toml")["topic"],
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def _staff() -> list[Staff]:
    rows = _toml("people/staff.toml")
    return [
        Staff(row["name"], row["title"], role, tuple(row.get("fields", ())), tuple(row.get("leave", ())))
        for role in ("expert", "manager", "admin")
        for row in rows[role]
    ]


def slots_for(rng: Random, at: datetime, words: Mapping[str, Any]) -> dict[str, str]:
    """Choose what a thread's `$words` stand for; years and months follow from the instant."""
    slots = {name: rng.choice(values) for name, values in words.items() if name not in (*DECLINED, "again")}
    for name in DECLINED:
        nominative, accusative, dative = rng.choice(words[name])
        slots |= {name: nominative, f"{name}_a": accusative, f"{name}_d": dative}
    slots |= {"jahr": str(at.year), "naechstes": str(at.year + 1), "monat": MONTHS[at.month - 2]}
    return slots
