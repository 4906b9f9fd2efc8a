"""Rank emblems (Höhenmarken): outline = path, filled ridge layers = stage, rim = class of stage."""

from random import Random

from forum.assets.art.geometry import Point, clip, flattened, path, rounded

STAGES = 6
THICK_RIM, INNER_RIM = 3, 5  # the stage from which the rim is thick, and has an inner line
OUTLINES: dict[str, tuple[list[Point], float]] = {
    "rat": ([(24, 2.5), (46.5, 43), (1.5, 43)], 5.2),  # peak
    "gast": ([(24, 3.5), (44.5, 19.5), (41, 44), (7, 44), (3.5, 19.5)], 4.6),  # hut
    "ent": ([(24, 1.5), (46.5, 24), (24, 46.5), (1.5, 24)], 5),  # trail diamond
}
SPANS = {"rat": (43, 8), "gast": (44, 9), "ent": (45, 5)}  # y of the valley and of the summit
SEEDS = {"rat": 3, "gast": 11, "ent": 23}
MIDDLE = {"rat": 26, "gast": 24, "ent": 24}  # y around which the inner line shrinks


def layer(code: str, number: int) -> list[Point]:
    """Give ridge layer 1 (valley) to 6; the higher, the more jagged."""
    low, high = SPANS[code]
    y = low - number * (low - high) / 6.35
    amplitude = 0.9 + 0.38 * number
    dice = Random(SEEDS[code] * 31 + number * 7)  # noqa: S311 # a drawing, not a secret
    up = dice.random() < 0.5  # noqa: PLR2004 # a coin
    points: list[Point] = [(-1, 50), (-1, y)]
    for x in (0, 8, 15, 22, 28, 35, 42, 48):
        points.append((x, y + amplitude * dice.uniform(0.35, 1) * (1 if up else -1)))
        up = not up
    return [*points, (49, y), (49, 50)]


def _fill(number: int, stage: int) -> str:
    """Give the colour of a layer: near is dark, far is light."""
    if stage == 1:
        return "var(--p)"
    far = round((number - 1) / (stage - 1) * 100)
    return f"color-mix(in oklab, var(--p-mid) {far}%, var(--p))"


def _rim(code: str, stage: int, outline: str) -> str:
    width = 2.8 if stage >= THICK_RIM else 2.2
    rim = f'<path d="{outline}" fill="none" stroke="var(--p)" stroke-width="{width}"/>'
    if stage < INNER_RIM:
        return rim
    colour, thin = ("sign", 1.7) if stage == STAGES else ("surface", 1.1)
    y = MIDDLE[code]
    return (
        f'{rim}<path d="{outline}" fill="none" stroke="var(--{colour})" stroke-width="{thin}" '
        f'transform="translate(24 {y}) scale(.86) translate(-24 -{y})" opacity=".85"/>'
    )


def symbol(code: str, stage: int) -> str:
    """Give the `<symbol>` of one emblem; colours come from `--p*` of the element that uses it."""
    outline = rounded(*OUTLINES[code])
    shape = flattened(*OUTLINES[code])
    sky = "var(--sign)" if stage == STAGES else "var(--p-tint)"
    top = min(stage, STAGES - 1)  # at the summit the sky takes the place of the last layer
    hills = "".join(
        f'<path d="{path(clip(layer(code, i), shape), close=True)}" fill="{_fill(i, stage)}"/>'
        for i in range(top, 0, -1)
    )
    body = f'<path d="{outline}" fill="{sky}"/>{hills}{_rim(code, stage, outline)}'
    return f'<symbol id="e-{code}-{stage}" viewBox="0 0 48 48">{body}</symbol>'


def symbols() -> str:
    """Give all emblems: three paths, six stages."""
    return "".join(symbol(code, stage) for code in OUTLINES for stage in range(1, STAGES + 1))
