"""The near side: hands a file to a child of its own and reads what comes back. At most two at a time."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any

from forum.core.errors import Invalid, TooMany
from forum.core.pictures import caps

CHILD = "forum.core.pictures.child"
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
WAIT_S = 15
_turns = BoundedSemaphore(2)
Box = tuple[float, float, float, float]
"""A rectangle to be covered: left, top, width, height as shares (0 to 1) of the picture."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture drawn anew as WebP, with a small copy; nothing of the file that was sent is in it.

    `peak`: the most memory the child held, in bytes.
    """

    main: bytes
    small: bytes
    width: int
    height: int
    peak: int


def redraw(data: bytes, purpose: str = "post", boxes: Sequence[Box] = ()) -> Drawn:
    """Draw a picture anew, `boxes` covered in black; raises Invalid on `picture`, TooMany when all turns are taken."""
    if not data or len(data) > caps.MAX_BYTES:
        raise refusal("bytes" if data else "empty")
    kind = caps.kind_of(data)
    if not kind:
        raise refusal("format")
    head = json.dumps({"kind": kind, "purpose": purpose, "boxes": list(boxes)}).encode() + b"\n"
    if not _turns.acquire(timeout=WAIT_S):
        raise TooMany(WAIT_S)
    try:
        answer, rest = _ask(head + data)
    finally:
        _turns.release()
    if "refused" in answer:
        raise refusal(answer["refused"])
    cut = answer["main"]
    return Drawn(rest[:cut], rest[cut:], answer["width"], answer["height"], answer["peak"])


def refusal(code: str) -> Invalid:
    """Say why a picture is not taken."""
    return Invalid({"picture": caps.WORDS[code]})


def _ask(sent: bytes) -> tuple[dict[str, Any], bytes]:
    """Run the child; whatever ends it (its limits, our patience) is a refusal."""
    command = [sys.executable, "-I", "-m", CHILD]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of a stranger's in the command
            command, input=sent, capture_output=True, timeout=caps.WALL_S, env=ENVIRONMENT, cwd="/", check=False
        )
    except subprocess.TimeoutExpired:
        return {"refused": "limits"}, b""
    head, _, rest = done.stdout.partition(b"\n")
    if done.returncode or not head:
        return {"refused": "limits"}, b""
    return json.loads(head), rest
