"""The picture of a career path: an altitude profile with reached and coming waypoints. Text stays in the page."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random

from markupsafe import Markup, escape

from forum.assets.art.geometry import Point, path

WIDTH, HEIGHT = 880, 300
BENDS: tuple[Point, ...] = ((40, 232), (170, 204), (320, 168), (480, 122), (650, 84), (820, 36))
SUMMIT: tuple[Point, ...] = ((845, 58), (862, 52), (880, 74))
EDGE = 60  # labels keep this far from both edges


def _on(x: float, line: Sequence[Point]) -> float:
    """Give the height of the line at `x`."""
    for (x0, y0), (x1, y1) in pairwise(line):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return line[-1][1]


def waypoints(count: int) -> list[Point]:
    """Give where `count` stages stand on the slope, evenly by stage; six are the drawn bends."""
    out: list[Point] = []
    for k in range(count):
        share = k * (len(BENDS) - 1) / max(count - 1, 1)
        i = min(int(share), len(BENDS) - 2)
        (x0, y0), (x1, y1) = BENDS[i], BENDS[i + 1]
        out.append((x0 + (x1 - x0) * (share - i), y0 + (y1 - y0) * (share - i)))
    return out


def _trail(points: Sequence[Point]) -> list[Point]:
    """Give the walked line: straight between waypoints but for three small bumps each."""
    dice = Random(5)  # noqa: S311 # a drawing, not a secret
    out: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        out.append((x0, y0))
        out.extend((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + dice.uniform(-7, 9)) for t in (0.28, 0.52, 0.76))
    return [*out, points[-1]]


def _place(progress: float, points: Sequence[Point], trail: Sequence[Point]) -> Point:
    """Give where somebody stands: 4.5 is half-way from the fourth to the fifth waypoint."""
    at = min(max(progress, 1.0), float(len(points)))
    i = min(int(at), len(points) - 1)
    x = points[i - 1][0] + (points[i][0] - points[i - 1][0]) * (at - i) if len(points) > 1 else points[0][0]
    return x, _on(x, trail)


def _waypoint(number: int, point: Point, label: tuple[str, str], count: int, *, reached: bool) -> str:
    x, y = point
    tick = '<path d="m-4.2 .2 2.8 2.8 5.4-6" class="rm-tick"/>' if reached else ""
    style = "rm-wp" if reached else "rm-wp rm-wp--todo"
    centre = x - 34 if number == count else max(x, EDGE)
    return (
        f'<g transform="translate({x:.1f} {y:.1f})"><rect x="-8.5" y="-8.5" width="17" height="17" rx="3" '
        f'transform="rotate(45)" class="{style}"/>{tick}</g>'
        f'<g class="rm-lab" transform="translate({centre:.1f} {y + 36:.1f})"><text text-anchor="middle" '
        f'class="rm-t">{escape(label[0])}</text><text text-anchor="middle" y="19" class="rm-h">'
        f"{escape(label[1])}</text></g>"
    )


def _plate(at: Point, text: str) -> str:
    """Give the yellow plate on its pole; it points left where the right edge is near."""
    width = 22 + 8 * len(text)
    left = at[0] + width + 20 > WIDTH
    turn, anchor, x = (' transform="scale(-1 1)"', "end", -9) if left else ("", "start", 9)
    # near the top the pole is short, so that the plate stays in the picture
    lift = max(14.0, min(50.0, at[1] - 28))
    return (
        f'<g transform="translate({at[0]:.1f} {at[1]:.1f})" class="rm-here">'
        f'<path d="M0-6V-{lift:.0f}" class="rm-pole"/>'
        f'<path d="M-3-{lift + 26:.0f}H{width}l13 14-13 14H-3z" class="rm-plate"{turn}/>'
        f'<text x="{x}" y="-{lift + 7:.0f}" text-anchor="{anchor}">{escape(text)}</text>'
        f'<circle r="6.5" class="rm-dot"/></g>'
    )


def route(progress: float, titles: Sequence[tuple[str, str]], *, label: str, here: str = "") -> Markup:
    """Draw a path.

    `progress`: 1.0 (first stage) to len(titles); `titles`: (stage, threshold text) from the bottom; `label`:
    the sentence for screen readers; `here`: the text on the plate, none when empty. Put it into
    `<figure class="routemap" data-path="…">`.
    """
    points = waypoints(len(titles))
    trail = _trail(points)
    at = _place(progress, points, trail)
    area = f"M0 {HEIGHT}L0 246{path([*trail, *SUMMIT]).replace('M', 'L', 1)}L{WIDTH} {HEIGHT}Z"
    done = path([*(p for p in trail if p[0] < at[0]), at])
    todo = path([at, *(p for p in trail if p[0] > at[0])])
    marks = "".join(
        _waypoint(k, point, title, len(titles), reached=k <= progress)
        for k, (point, title) in enumerate(zip(points, titles, strict=True), 1)
    )
    return Markup(  # noqa: S704 # every text inside is escaped above
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}" '
        f'preserveAspectRatio="xMidYMax meet"><path d="{area}" class="rm-far" transform="translate(60 -26)"/>'
        f'<path d="{area}" class="rm-area"/><path d="{todo}" class="rm-todo"/><path d="{done}" class="rm-done"/>'
        f"{marks}{_plate(at, here) if here else ''}</svg>"
    )
