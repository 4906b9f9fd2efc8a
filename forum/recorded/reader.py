"""Reads the files of a recorded community line by line; a broken line is reported with its place and skipped."""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from forum.core.strict_json import strict_loads
from forum.recorded.fields import Broken

MAX_LINE = 4_000_000
"""Longest line, in bytes; a longer one is refused without being held in memory."""

GZIP = b"\x1f\x8b"
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was refused."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class NoCommunity(Exception):  # noqa: N818 - what was found, or not
    """The folder does not hold a recorded community; the message says what is missing."""


class Source:
    """One file of the folder, plain or gzip. `done` is the share of it read so far, 0 to 1."""

    def __init__(self, folder: Path, name: str) -> None:
        candidates = [folder / f"{name}.jsonl", folder / f"{name}.jsonl.gz"]
        self.path = next((path for path in candidates if path.is_file()), None)
        self.name = self.path.name if self.path else f"{name}.jsonl"
        self.done = 0.0

    def digest(self) -> str:
        """SHA-256 of the file as it lies there; empty when there is none."""
        if self.path is None:
            return ""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def read(self, parse: Callable[[object], Record], refuse: Callable[[Fault], None]) -> Iterator[tuple[int, Record]]:
        """Give (line number, record) of every sound line, in order; `refuse` hears of the others."""
        if self.path is None:
            return
        for number, line in self._lines(refuse):
            try:
                yield number, parse(strict_loads(line.decode("utf-8-sig" if number == 1 else "utf-8")))
            except UnicodeDecodeError:
                refuse(Fault(self.path.name, number, "not UTF-8"))
            except Broken as broken:
                refuse(Fault(self.path.name, number, str(broken)))
            except ValueError as error:
                refuse(Fault(self.path.name, number, f"not JSON: {error}"))

    def _lines(self, refuse: Callable[[Fault], None]) -> Iterator[tuple[int, bytes]]:
        if self.path is None:
            return
        number = 0
        size = max(1, self.path.stat().st_size)
        with self.path.open("rb") as raw:
            lines = _opened(raw)
            try:
                while line := lines.readline(MAX_LINE + 1):
                    number += 1
                    self.done = min(1.0, raw.tell() / size)
                    if len(line) > MAX_LINE:
                        _skip(lines, line)
                        refuse(Fault(self.path.name, number, f"longer than {MAX_LINE} bytes"))
                    elif line.strip():
                        yield number, line
            except (EOFError, OSError, zlib.error) as error:
                refuse(Fault(self.path.name, number + 1, f"the file ends here: {error}"))
        self.done = 1.0


def _opened(raw: IO[bytes]) -> IO[bytes]:
    packed = raw.read(2) == GZIP
    raw.seek(0)
    return gzip.GzipFile(fileobj=raw) if packed else raw  # type: ignore[return-value]


def _skip(lines: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(MAX_LINE)
