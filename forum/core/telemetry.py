"""Counting without writing: what GETs notice is buffered in the process and flushed by the watcher, in sums."""

from collections import Counter
from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic

from forum.core.db import transaction

INTERVAL_S = 60
"""Each flush is a write, after which every page kept in memory is rendered anew."""
MAX_KEYS = 50_000
Key = tuple[object, ...]
Flush = Callable[[Mapping[Key, int]], None]

_buffers: dict[str, Counter[Key]] = {}
_lock = Lock()
_last = {"at": monotonic()}


def count(kind: str, key: Key) -> None:
    """Notice once more. Beyond `MAX_KEYS` different keys new ones are dropped: memory is bounded."""
    with _lock:
        buffer = _buffers.setdefault(kind, Counter())
        if key in buffer or len(buffer) < MAX_KEYS:
            buffer[key] += 1


def reach(kind: str, key: Key, value: int) -> None:
    """Notice that something came as far as `value`; of several the farthest is kept. Bounded like `count`."""
    with _lock:
        buffer = _buffers.setdefault(kind, Counter())
        if key in buffer or len(buffer) < MAX_KEYS:
            buffer[key] = max(buffer[key], value)


def reached(kind: str, key: Key) -> int:
    """Give how far something came that is not written yet; 0 when nothing waits in this process."""
    return _buffers.get(kind, Counter())[key]


def flush(table: Mapping[str, Flush]) -> None:
    """Write every buffer in one transaction; what cannot be written is dropped, it is telemetry."""
    with _lock:
        taken = dict(_buffers)
        _buffers.clear()
        _last["at"] = monotonic()
    taken = {kind: buffer for kind, buffer in taken.items() if buffer and kind in table}
    if not taken:
        return
    with transaction():
        for kind, buffer in taken.items():
            table[kind](buffer)


def due() -> bool:
    """Tell whether the last flush is `INTERVAL_S` ago."""
    return monotonic() - _last["at"] >= INTERVAL_S
