"""Plane geometry for the drawings: rounded outlines, clipping against a convex shape, SVG path text."""

import math
from collections.abc import Sequence

Point = tuple[float, float]


def toward(start: Point, end: Point, distance: float) -> Point:
    """Give the point `distance` units from `start` on the way to `end`."""
    length = math.dist(start, end)
    return (
        start[0] + (end[0] - start[0]) * distance / length,
        start[1] + (end[1] - start[1]) * distance / length,
    )


def _corners(points: Sequence[Point], radius: float) -> list[tuple[Point, Point, Point]]:
    """Give for each corner where its rounding starts, the corner, where it ends."""
    count = len(points)
    return [
        (toward(p, points[i - 1], radius), p, toward(p, points[(i + 1) % count], radius)) for i, p in enumerate(points)
    ]


def rounded(points: Sequence[Point], radius: float) -> str:
    """Give the SVG path of a polygon with quadratic rounded corners."""
    parts = [
        f"{'L' if i else 'M'}{a[0]:.2f} {a[1]:.2f}Q{p[0]:g} {p[1]:g} {b[0]:.2f} {b[1]:.2f}"
        for i, (a, p, b) in enumerate(_corners(points, radius))
    ]
    return "".join(parts) + "Z"


def flattened(points: Sequence[Point], radius: float, steps: int = 5) -> list[Point]:
    """Give the same rounded outline as a polygon, `steps` chords per corner, for clipping."""
    out: list[Point] = []
    for a, p, b in _corners(points, radius):
        for k in range(steps + 1):
            t = k / steps
            u, v, w = (1 - t) ** 2, 2 * t * (1 - t), t * t
            out.append((u * a[0] + v * p[0] + w * b[0], u * a[1] + v * p[1] + w * b[1]))
    return out


def _edges(polygon: Sequence[Point]) -> list[tuple[Point, Point]]:
    return list(zip(polygon, [*polygon[1:], polygon[0]], strict=True))


def _cut(subject: Sequence[Point], edge: tuple[Point, Point], sign: int) -> list[Point]:
    """Keep the part of `subject` on the inner side of one edge."""
    (ax, ay), (bx, by) = edge
    sides = [sign * ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) for x, y in subject]
    out: list[Point] = []
    for i, (p, here) in enumerate(zip(subject, sides, strict=True)):
        q, before = subject[i - 1], sides[i - 1]
        if (here >= 0) != (before >= 0):
            t = before / (before - here)
            out.append((q[0] + (p[0] - q[0]) * t, q[1] + (p[1] - q[1]) * t))
        if here >= 0:
            out.append(p)
    return out


def clip(subject: Sequence[Point], polygon: Sequence[Point]) -> list[Point]:
    """Cut `subject` to a convex polygon (Sutherland-Hodgman), so that a sprite needs no clipPath."""
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in _edges(polygon))
    sign = 1 if area > 0 else -1
    out = list(subject)
    for edge in _edges(polygon):
        if out and math.dist(*edge) > 1e-9:  # noqa: PLR2004 # below this an edge has no direction
            out = _cut(out, edge, sign)
    return out


def path(points: Sequence[Point], *, close: bool = False) -> str:
    """Give the SVG path through the points, one decimal; empty for no points."""
    if not points:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if close else "")
