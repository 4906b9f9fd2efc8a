"""Paper-cut landscapes: jagged far ridges, soft near hills, fir trees; as symbols of the sprite."""

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from forum.assets.art.geometry import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One landscape: size in user units, seed, where the sun stands (shares of the size)."""

    width: int
    height: int
    seed: int
    sun: tuple[float, float] | None = None
    trees: bool = True


SCENES = {
    "hero": Scene(width=1440, height=300, seed=12, sun=(0.60, 0.42)),
    "foot": Scene(width=1440, height=120, seed=31, trees=False),
    "banner": Scene(width=1440, height=240, seed=44, sun=(0.8, 0.3)),
    "category": Scene(width=1440, height=160, seed=71, sun=(0.82, 0.36)),
    "ranking": Scene(width=1200, height=300, seed=61, sun=(0.5, 0.26), trees=False),
    "kept": Scene(width=400, height=96, seed=12, sun=(0.78, 0.4), trees=False),
    "lost": Scene(width=400, height=180, seed=3, sun=(0.22, 0.3)),
    "fog": Scene(width=400, height=180, seed=18),
    "night": Scene(width=400, height=180, seed=27, sun=(0.8, 0.25)),
    "sunny": Scene(width=400, height=180, seed=52, sun=(0.5, 0.4), trees=False),
}


def _points(scene: Scene, base: float, amplitude: float, count: int, seed: int, *, soft: bool) -> list[Point]:
    dice = Random(seed)  # noqa: S311 # a drawing, not a secret
    step = scene.width / count
    points: list[Point] = []
    for i in range(count + 1):
        x = step * i + (dice.uniform(-0.28, 0.28) * step if 0 < i < count else 0)
        low, high = (0.0, 1.0) if soft else (0.55, 1.0) if i % 2 else (0.0, 0.38)
        points.append((x, base - amplitude * dice.uniform(low, high)))
    return points


def ridge(scene: Scene, base: float, amplitude: float, count: int, seed: int, *, soft: bool = False) -> str:
    """Give the path of one ridge down to the ground; `soft` draws hills instead of peaks."""
    points = _points(scene, base, amplitude, count, seed, soft=soft)
    line = f"M0 {scene.height}L0 {points[0][1]:.1f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        curve = f"C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        line += curve if soft else f"L{x1:.1f} {y1:.1f}"
    return f"{line}L{scene.width} {scene.height}Z"


STEPS = 12


def outlines(scene: Scene) -> list[list[Point]]:
    """Give the four ridges, the farthest first, as outlines down to the ground."""
    height, seed = scene.height, scene.seed
    peaks = [_points(scene, height * 0.66, height * 0.52, 13, seed + 1, soft=False)]
    peaks += [_points(scene, height * 0.78, height * 0.40, 17, seed + 2, soft=False)]
    hills = [_points(scene, height * 0.86, height * 0.26, 9, seed + 3, soft=True)]
    hills += [_points(scene, height * 0.97, height * 0.16, 7, seed + 4, soft=True)]
    ground = [(float(scene.width), float(height)), (0.0, float(height))]
    return [[*points, *ground] for points in [*peaks, *map(_softened, hills)]]


def _softened(points: list[Point]) -> list[Point]:
    """Give the curve of a soft ridge as short lines."""
    found: list[Point] = []
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in range(STEPS):
            t = step / STEPS
            found.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t * t * (3 - 2 * t)))
    return [*found, points[-1]]


def firs(scene: Scene) -> str:
    """Give one path with 46 fir trees in three groves."""
    dice = Random(scene.seed)  # noqa: S311 # a drawing, not a secret
    width, height = scene.width, scene.height
    trees = ""
    for _ in range(46):
        places = [
            dice.gauss(width * 0.12, width * 0.05),
            dice.gauss(width * 0.52, width * 0.035),
            dice.gauss(width * 0.9, width * 0.05),
        ]
        x, tall = dice.choice(places), dice.uniform(0.09, 0.17) * height
        y = height * dice.uniform(0.974, 0.99)
        trees += f"M{x:.0f} {y - tall:.0f}l{tall * 0.24:.1f} {tall:.0f}h{-tall * 0.48:.1f}z"
    return trees


def _layers(scene: Scene) -> list[str]:
    height, seed = scene.height, scene.seed
    paths = [
        ridge(scene, height * 0.66, height * 0.52, 13, seed + 1),
        ridge(scene, height * 0.78, height * 0.40, 17, seed + 2),
        ridge(scene, height * 0.86, height * 0.26, 9, seed + 3, soft=True),
        ridge(scene, height * 0.97, height * 0.16, 7, seed + 4, soft=True),
    ]
    if scene.trees:
        paths[-1] += firs(scene)
    return [f'<path d="{d}" fill="var(--ridge-{i})"/>' for i, d in enumerate(paths, 1)]


def symbol(name: str, scene: Scene) -> str:
    """Give the `<symbol id="s-…">` of a landscape; it fills its box from the ground up, cut at the sides."""
    width, height = scene.width, scene.height
    sun = ""
    if scene.sun:
        x, y = width * scene.sun[0], height * scene.sun[1]
        sun = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{height * 0.15:.0f}" fill="var(--sun)"/>'
    return (
        f'<symbol id="s-{name}" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMax slice">'
        f"{sun}{''.join(_layers(scene))}</symbol>"
    )


def symbols() -> str:
    """Give all landscapes."""
    return "".join(symbol(name, scene) for name, scene in SCENES.items())
