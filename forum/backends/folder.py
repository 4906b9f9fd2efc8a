"""Files in a folder of the data folder, or of a disk that several machines share."""

import os
import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from forum.core import clock

NAME = re.compile(r"[0-9a-z][0-9a-z-]{7,79}")
PART = ".part"


class FolderStore:
    """Keeps each file (0600) below a folder (0700) named by its first two letters."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name for a file")
        return self.folder / name[:2] / name

    def put(self, name: str, data: bytes) -> None:
        """Write beside, flush to disk, then put in place: whoever is killed meanwhile leaves a `.part` at most."""
        path = self._path(name)
        for folder in (self.folder, path.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = path.with_name(f"{name}.{secrets.token_hex(4)}{PART}")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.rename(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _flush(path.parent)

    def get(self, name: str) -> bytes | None:
        """Read a file."""
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def delete(self, name: str) -> None:
        """Unlink a file."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterable[tuple[str, datetime]]:
        """Walk the folder; half-written files are swept away when they are an hour old."""
        for path in self.folder.glob("*/*"):
            try:
                written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            except FileNotFoundError:
                continue
            if path.suffix == PART:
                _sweep(path)
            else:
                yield path.name, written


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(part: Path, age_s: int = 3600) -> None:
    if clock.now().timestamp() - part.stat().st_mtime > age_s:
        part.unlink(missing_ok=True)
