"""Contour lines of an invented terrain (marching squares), a tile that repeats behind the route map."""

import math
from collections.abc import Iterator
from random import Random

from forum.assets.art.geometry import Point

WIDTH, HEIGHT, COLUMNS, ROWS, LEVELS = 960, 480, 96, 48, 11
BOLD_EVERY = 4  # every fourth line is drawn thicker, as on a map
REACH = 9  # squared radii beyond which a hill adds nothing
SHORTEST = 5  # points; shorter lines are specks
Segment = tuple[Point, Point]


def _hills(seed: int) -> list[tuple[float, float, float, float]]:
    dice = Random(seed)  # noqa: S311 # a drawing, not a secret
    return [
        (dice.uniform(0, WIDTH), dice.uniform(0, HEIGHT), dice.uniform(70, 210), dice.uniform(0.4, 1))
        for _ in range(11)
    ]


def _grid(seed: int) -> list[list[float]]:
    """Give the terrain on the grid corners; hills repeat over the edges, so the tile has no seam."""
    hills = [
        (x + dx, y + dy, radius, tall)
        for x, y, radius, tall in _hills(seed)
        for dx in (-WIDTH, 0, WIDTH)
        for dy in (-HEIGHT, 0, HEIGHT)
    ]

    def at(x: float, y: float) -> float:
        total = 0.05 * math.sin(x / 47) * math.cos(y / 31)
        for hx, hy, radius, tall in hills:
            distance = ((x - hx) ** 2 + ((y - hy) * 1.25) ** 2) / (radius * radius)
            if distance < REACH:
                total += tall * math.exp(-distance)
        return total

    step_x, step_y = WIDTH / COLUMNS, HEIGHT / ROWS
    return [[at(i * step_x, j * step_y) for i in range(COLUMNS + 1)] for j in range(ROWS + 1)]


def _cell(grid: list[list[float]], i: int, j: int, level: float) -> Iterator[Segment]:
    """Give the one or two line pieces in a grid cell."""
    dx, dy = WIDTH / COLUMNS, HEIGHT / ROWS
    values = (grid[j][i], grid[j][i + 1], grid[j + 1][i + 1], grid[j + 1][i])
    corners = (
        (i * dx, j * dy),
        ((i + 1) * dx, j * dy),
        ((i + 1) * dx, (j + 1) * dy),
        (i * dx, (j + 1) * dy),
    )
    points: list[Point] = []
    for a in range(4):
        b = (a + 1) % 4
        if (values[a] > level) != (values[b] > level):
            t = (level - values[a]) / (values[b] - values[a])
            x = corners[a][0] + t * (corners[b][0] - corners[a][0])
            points.append((round(x, 1), round(corners[a][1] + t * (corners[b][1] - corners[a][1]), 1)))
    for k in range(0, len(points) - 1, 2):
        yield points[k], points[k + 1]


def _chains(segments: list[Segment]) -> Iterator[list[Point]]:
    """Join pieces that meet into lines."""
    near: dict[Point, list[Point]] = {}
    for a, b in segments:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    used: set[Segment] = set()

    def grow(line: list[Point]) -> list[Point]:
        while (following := next((n for n in near[line[-1]] if (line[-1], n) not in used), None)) is not None:
            used.update({(line[-1], following), (following, line[-1])})
            line.append(following)
        return line

    for a, b in segments:
        if (a, b) not in used:
            used.update({(a, b), (b, a)})
            yield grow(grow([a, b])[::-1])


def _level(grid: list[list[float]], level: float) -> str:
    segments = [s for j in range(ROWS) for i in range(COLUMNS) for s in _cell(grid, i, j, level)]
    lines = (line for line in _chains(segments) if len(line) > SHORTEST)
    return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in line) for line in lines)


def svg(seed: int = 4) -> str:
    """Give the tile as a file of its own."""
    grid = _grid(seed)
    top = max(map(max, grid))
    levels = {k: _level(grid, top * k / (LEVELS + 1) * 0.92) for k in range(1, LEVELS + 1)}
    thin = "".join(d for k, d in levels.items() if k % BOLD_EVERY)
    bold = "".join(d for k, d in levels.items() if not k % BOLD_EVERY)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" fill="none" stroke="#8a6a45" stroke-linejoin="round">'
        f'<path d="{thin}" stroke-width=".8" opacity=".33"/>'
        f'<path d="{bold}" stroke-width="1.3" opacity=".42"/></svg>'
    )
