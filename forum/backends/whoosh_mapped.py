"""Lets Whoosh read an index where it is mapped: it copied all of it into the memory of every process that searches.

The class takes the place of Whoosh's own; the release is pinned and holds a contract suite.
"""

from collections.abc import Callable
from io import SEEK_CUR, SEEK_END, BytesIO
from pickle import load
from typing import Any

from whoosh.filedb import compound
from whoosh.filedb.structfile import BufferFile


class MappedFile(BufferFile):  # type: ignore[misc]
    """A file inside a mapped segment, with a place of its own in it."""

    def __init__(self, buf: memoryview, name: str | None = None, onclose: Callable[[Any], None] | None = None) -> None:
        self._buf, self._name, self.onclose = buf, name, onclose
        self.is_real = self.is_closed = False
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, or all that are left."""
        piece = bytes(self._buf[self._at : self._at + size] if size >= 0 else self._buf[self._at :])
        self._at += len(piece)
        return piece

    def readline(self) -> bytes:
        """Give the next bytes up to the end of a line."""
        return self.read(len(BytesIO(self._buf[self._at :]).readline()))

    def read_pickle(self) -> Any:
        """Give the object that is written here."""
        return load(self)  # noqa: S301 - as Whoosh reads its own files

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place; give it."""
        self._at = offset + {SEEK_CUR: self._at, SEEK_END: len(self._buf)}.get(whence, 0)
        return self._at

    def tell(self) -> int:
        """Give the place."""
        return self._at

    def close(self) -> None:
        """Let go of the map."""
        self.is_closed = True
        self._buf.release()


def install() -> None:
    """Let Whoosh open segments so from now on."""
    compound.BufferFile = MappedFile
