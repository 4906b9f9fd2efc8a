"""Reading one table of a rule book: every wrong value becomes a fault with key and line, and reading goes on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from forum.reputation.rulebook.lines import Key, line_of
from forum.reputation.rulebook.model import Text

MOST = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something a rule book may not say; `key` dotted, `line` from 1."""

    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.key}: {self.message}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a text and the faults found so far."""

    lines: dict[Key, int]
    faults: list[Fault] = field(default_factory=list)

    def fault(self, key: Key, message: str) -> None:
        """Note a fault."""
        dotted = ".".join(f"[{part + 1}]" if isinstance(part, int) else part for part in key).replace(".[", "[")
        self.faults.append(Fault(line_of(self.lines, key), dotted or "(file)", message))


@dataclass(frozen=True, slots=True)
class Section:
    """One table at its place in the file."""

    data: Mapping[str, Any]
    key: Key
    sheet: Sheet

    def fault(self, name: str, message: str) -> None:
        """Note a fault at a key of this table."""
        self.sheet.fault((*self.key, name), message)

    def only(self, allowed: Collection[str]) -> None:
        """Refuse keys nobody reads: a typing error must not switch a rule off silently."""
        for name in self.data:
            if name not in allowed:
                self.fault(name, f"unknown key, expected one of: {', '.join(sorted(allowed))}")

    def whole(self, name: str, default: int | None = None, low: int = -MOST, high: int = MOST) -> int:
        """Read a whole number within bounds."""
        value = self.data.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fault(name, f"must be a whole number from {low} to {high}")
            return low if default is None else default
        return value

    def word(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        """Read one word of a closed list."""
        value = self.data.get(name, default)
        if not isinstance(value, str) or value not in allowed:
            self.fault(name, f"unknown {name} {value!r}, expected one of: {', '.join(allowed)}")
            return next(iter(allowed), "")
        return value

    def words(self, name: str, allowed: Collection[str], default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Read a list of words of a closed list, each once."""
        value = self.data.get(name, list(default))
        if not isinstance(value, list) or len(set(map(str, value))) != len(value):
            self.fault(name, "must be a list of different words")
            return default
        for item in value:
            if item not in allowed:
                self.fault(name, f"unknown {name} {item!r}, expected among: {', '.join(allowed)}")
        return tuple(item for item in value if item in allowed)

    def flag(self, name: str, default: bool | None) -> bool | None:
        """Read true or false; absent is the default."""
        value = self.data.get(name, default)
        if value is not None and not isinstance(value, bool):
            self.fault(name, "must be true or false")
            return default
        return value

    def text(self, name: str) -> Text:
        """Read a name in both languages."""
        value = self.data.get(name)
        if not isinstance(value, dict) or set(value) != {"de", "en"} or not all(map(_sentence, value.values())):
            self.fault(name, 'must be { de = "…", en = "…" }')
            return Text("?", "?")
        return Text(value["de"], value["en"])

    def tables(self, name: str) -> list["Section"]:
        """Read an array of tables."""
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(name, f"must be [[{name}]] tables")
            return []
        return [Section(item, (*self.key, name, index), self.sheet) for index, item in enumerate(value)]

    def table(self, name: str) -> "Section":
        """Read a table; absent is empty."""
        value = self.data.get(name, {})
        if not isinstance(value, dict):
            self.fault(name, "must be a table")
            value = {}
        return Section(value, (*self.key, name), self.sheet)


def _sentence(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= 200  # noqa: PLR2004 - a name, not an essay
