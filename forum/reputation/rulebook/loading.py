"""From a TOML text to a checked rule book: all faults at once, each with key and line."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path as File
from types import MappingProxyType

from forum.reputation.rulebook import reading
from forum.reputation.rulebook.lines import locate
from forum.reputation.rulebook.model import Path, RuleBook
from forum.reputation.rulebook.section import Fault, Section, Sheet
from forum.reputation.rulebook.vocabulary import ZONES

SHIPPED = File(__file__).resolve().parent.parent / "rulebook.toml"
MAX_CHARS = 200_000


class FaultyRuleBook(ValueError):  # noqa: N818 - named after the thing
    """The text is no rule book; `faults` says where and why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def loads(text: str) -> RuleBook:
    """Read and check a rule book; raises FaultyRuleBook with every fault, in the order of lines."""
    if len(text) > MAX_CHARS:
        raise FaultyRuleBook([Fault(1, "(file)", f"longer than {MAX_CHARS} characters")])
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise FaultyRuleBook([Fault(int(line[1]) if line else 1, "(file)", f"not TOML: {error}")]) from None
    sheet = Sheet(locate(text))
    book = _book(Section(data, (), sheet))
    if sheet.faults:
        raise FaultyRuleBook(sorted(set(sheet.faults)))
    return book


@cache
def shipped_text() -> str:
    """Give the text of the rule book that comes with the product."""
    return SHIPPED.read_text(encoding="utf-8")


@cache
def shipped() -> RuleBook:
    """Give the rule book that comes with the product."""
    return loads(shipped_text())


def _book(root: Section) -> RuleBook:
    root.only(reading.TOP)
    paths = {path.id: path for path in map(reading.path, _children(root, "path"))}
    caps = {cap.id: cap for cap in map(reading.cap, _children(root, "cap"))}
    rules = tuple(reading.rule(section, paths, caps) for section in root.tables("rule"))
    badges = tuple(reading.badge(section, paths) for section in root.tables("badge"))
    if not paths:
        root.fault("path", "at least one career path is needed")
    _different(root, "rule", [rule.id for rule in rules])
    _different(root, "badge", [badge.id for badge in badges])
    for path in paths.values():
        _ascent(root.sheet, path)
    for number, badge in enumerate(badges):
        if not badge.requires:
            root.sheet.fault(("badge", number, "requires"), "a badge needs a condition")
    return RuleBook(
        name=root.text("name"),
        day_zone=root.word("day_zone", ZONES, ZONES[0]),
        floor=root.whole("floor", 0, low=0),
        paths=MappingProxyType(paths),
        rules=rules,
        badges=badges,
        caps=MappingProxyType(caps),
    )


def _children(root: Section, name: str) -> list[Section]:
    table = root.table(name)
    for key, value in table.data.items():
        if not isinstance(value, dict):
            table.fault(key, "must be a table")
    return [Section(value, (name, key), root.sheet) for key, value in table.data.items() if isinstance(value, dict)]


def _different(root: Section, name: str, ids: Sequence[str]) -> None:
    seen: Counter[str] = Counter()
    for number, one in enumerate(ids):
        seen[one] += 1
        if seen[one] > 1:
            root.sheet.fault((name, number, "id"), f"{one!r} is used twice")


def _ascent(sheet: Sheet, path: Path) -> None:
    """Refuse a path without stages, two equal stages, and a requirement that falls while the stage rises."""
    if not path.stages:
        sheet.fault(("path", path.id), "a path needs at least one [[stage]]")
    below: Mapping[str, int] = {}
    for stage in path.stages:
        key = ("path", path.id, "stage", stage.number - 1)
        for metric in below:
            if stage.requires.get(metric, 0) < below[metric]:
                text = f"{metric} falls from {below[metric]} to {stage.requires.get(metric, 0)} while the stage rises"
                sheet.fault((*key, "requires", metric), text)
        if stage.number > 1 and dict(stage.requires) == dict(below):
            sheet.fault((*key, "requires"), f"equal to stage {stage.number - 1}")
        below = stage.requires
