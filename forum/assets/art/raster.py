"""Fills polygons on a grid of pixels with smooth edges and writes PNG; standard library only."""

import math
import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise

from forum.assets.art.geometry import Point

Colour = tuple[int, int, int]
Span = tuple[float, float]
LINES = 4
"""Lines a pixel row is looked at."""


class Canvas:
    """Pixels in red, green, blue; `scale` pixels a unit, `shift` units from the left and the top."""

    def __init__(self, width: int, height: int, ground: Colour, *, scale: float = 1, shift: float = 0) -> None:
        self.width, self.height, self.scale, self.shift = width, height, scale, shift
        self.rows = [bytearray(bytes(ground) * width) for _ in range(height)]

    def fill(self, points: Sequence[Point], colour: Colour, opacity: float = 1) -> None:
        """Fill a closed outline (even–odd)."""
        placed = [((x + self.shift) * self.scale, (y + self.shift) * self.scale) for x, y in points]
        low, high = (pick(y for _, y in placed) for pick in (min, max))
        for row in range(max(0, math.floor(low)), min(self.height, math.ceil(high))):
            lines = [_crossings(placed, row + (k + 0.5) / LINES) for k in range(LINES)]
            spans = [[_cut(a, b, self.width) for a, b in zip(line[::2], line[1::2], strict=True)] for line in lines]
            self._row(self.rows[row], spans, colour, opacity)

    def _row(self, row: bytearray, spans: list[list[Span]], colour: Colour, opacity: float) -> None:
        if len({len(line) for line in spans}) > 1:  # a corner lies in this row: look at every pixel
            flat = [span for line in spans for span in line]
            _blend(row, (math.floor(min(flat)[0]), math.ceil(max(b for _, b in flat))), flat, colour, opacity)
            return
        for group in zip(*spans, strict=True):
            begin, inner = math.floor(min(a for a, _ in group)), math.ceil(max(a for a, _ in group))
            outer, end = math.floor(min(b for _, b in group)), math.ceil(max(b for _, b in group))
            if opacity < 1 or inner >= outer:
                _blend(row, (begin, end), group, colour, opacity)
                continue
            row[3 * inner : 3 * outer] = bytes(colour) * (outer - inner)
            _blend(row, (begin, inner), group, colour, opacity)
            _blend(row, (outer, end), group, colour, opacity)

    def png(self) -> bytes:
        """Write the picture."""
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        data = zlib.compress(b"".join(b"\0" + bytes(row) for row in self.rows), 9)
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def circle(x: float, y: float, radius: float, steps: int = 72) -> list[Point]:
    """Give a circle as an outline."""
    turns = [2 * math.pi * step / steps for step in range(steps)]
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _crossings(points: Sequence[Point], y: float) -> list[float]:
    closed = pairwise([*points, points[0]])
    return sorted(
        x0 + (y - y0) * (x1 - x0) / (y1 - y0) for (x0, y0), (x1, y1) in closed if (y0 <= y < y1) or (y1 <= y < y0)
    )


def _cut(begin: float, end: float, width: int) -> Span:
    return min(max(begin, 0), width), min(max(end, 0), width)


def _blend(row: bytearray, where: tuple[int, int], spans: Sequence[Span], colour: Colour, opacity: float) -> None:
    for x in range(where[0], min(where[1], len(row) // 3)):
        covered = sum(max(0.0, min(b, x + 1) - max(a, x)) for a, b in spans) / LINES * opacity
        for part, value in enumerate(colour, 3 * x):
            row[part] = round(row[part] + (value - row[part]) * min(covered, 1))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
