"""Small pictures for the dashboard as safe SVG: spark line, two-part bar, the five-phase mountain. No scripts."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from forum.assets.art.geometry import Point, path

SPARK_WIDTH, SPARK_HEIGHT, SPARK_PAD = 120, 34, 3
LAYER, GAP, CENTRE, BASE, LABELS = 64, 4, 158, 300, 320  # the mountain, in user units


def spark(values: Sequence[float], *, warn: bool = False) -> Markup:
    """Draw a trend as decoration (the number stands beside it); nothing for fewer than two values."""
    if len(values) < 2:  # noqa: PLR2004 # a line needs two points
        return Markup("")
    low, span = min(values), (max(values) - min(values)) or 1
    step, room = SPARK_WIDTH / (len(values) - 1), SPARK_HEIGHT - 2 * SPARK_PAD
    points = [(i * step, SPARK_HEIGHT - SPARK_PAD - room * (v - low) / span) for i, v in enumerate(values)]
    line = path(points)
    area = f"M0 {SPARK_HEIGHT}{line.replace('M', 'L', 1)}L{SPARK_WIDTH} {SPARK_HEIGHT}Z"
    return Markup(  # noqa: S704 # numbers only
        f'<svg class="spark{" spark--warn" if warn else ""}" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" '
        f'aria-hidden="true" focusable="false" preserveAspectRatio="none"><path d="{area}" class="a"/>'
        f'<path d="{line}" class="l" vector-effect="non-scaling-stroke"/></svg>'
    )


def split(share: float, label: str) -> Markup:
    """Draw one bar in two parts, the first `share` (0–1) wide; `label` says both parts in a sentence."""
    first = round(min(max(share, 0), 1) * 198)
    return Markup(  # noqa: S704 # the only text is escaped
        f'<svg class="split" viewBox="0 0 200 34" role="img" aria-label="{escape(label)}" '
        f'preserveAspectRatio="none"><rect width="{first}" height="34" rx="3" class="s1"/>'
        f'<rect x="{first + 2}" width="{198 - first}" height="34" rx="3" class="s2"/></svg>'
    )


def _phase(place: int, widths: Sequence[float], name: str, note: str, shown: str) -> str:
    low, high = widths[place], widths[place + 1]
    foot = LAYER * (len(widths) - 1) - place * LAYER
    top = foot - LAYER + GAP
    corners: list[Point] = [
        (CENTRE - low / 2, foot),
        (CENTRE - high / 2, top),
        (CENTRE + high / 2, top),
        (CENTRE + low / 2, foot),
    ]
    start = CENTRE + (low + high) / 4 + 6
    return (
        f'<path d="{path(corners, close=True)}" class="f{min(place, 4)}"/>'
        f'<path d="M{start:.1f} {foot - 30}H{LABELS - 8}" class="lead"/>'
        f'<text x="{LABELS}" y="{foot - 34}" class="ct">{escape(name)} <tspan class="cn">{escape(shown)}</tspan></text>'
        f'<text x="{LABELS}" y="{foot - 14}" class="cs">{escape(note)}</text>'
    )


def mountain(phases: Sequence[tuple[str, str, int, str]], label: str) -> Markup:
    """Draw stocks as layers from the bottom, widths linear from zero.

    `phases`: (name, definition in few words, count, count as text) from the widest; `label`: all of it in a sentence.
    """
    most = max((count for _, _, count, _ in phases), default=0) or 1
    widths = [BASE * count / most for _, _, count, _ in phases] + [0.0]
    layers = "".join(_phase(i, widths, name, note, shown) for i, (name, note, _, shown) in enumerate(phases))
    return Markup(  # noqa: S704 # every text inside is escaped
        f'<svg class="chart" viewBox="0 0 560 {LAYER * len(phases) + 8}" role="img" aria-label="{escape(label)}">'
        f"{layers}</svg>"
    )
