"""The manifest of the build: logical name → hashed file and its sha256."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

NAME = "manifest.json"
OPTIONAL = frozenset({"socket.io.js"})  # fetched from npm; pages do without


@dataclass(frozen=True, slots=True)
class Built:
    """One file of the build."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was built from which state of the sources (`stamp`)."""

    stamp: str = ""
    files: dict[str, Built] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the manifest of a build folder; an empty one when there is none."""
        try:
            raw = json.loads((folder / NAME).read_text("utf-8"))
        except FileNotFoundError:
            return cls()
        return cls(raw["stamp"], {name: Built(**entry) for name, entry in raw["files"].items()})

    def dump(self) -> str:
        """Give the text of the manifest, stable for equal content."""
        files = {n: {"file": b.file, "sha256": b.sha256} for n, b in sorted(self.files.items())}
        return json.dumps({"stamp": self.stamp, "files": files}, indent=1) + "\n"

    def url(self, name: str, prefix: str = "/static/build/") -> str:
        """Give the address of a file; "" for an optional one that is absent, KeyError for an unknown one."""
        if name not in self.files and name in OPTIONAL:
            return ""
        return prefix + self.files[name].file
