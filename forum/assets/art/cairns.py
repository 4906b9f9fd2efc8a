"""Cairns (Steinmännchen): one stone per answer, five at most; a dashed ring while nobody has answered."""

WIDTHS = (22, 17, 13, 9, 6)
SHIFTS = (0, 1.4, -1, 0.8, 0)
SHADES = (1, 0.82, 0.92, 0.74, 0.88)
RING = (
    '<ellipse cx="20" cy="32" rx="13" ry="4" fill="none" stroke="currentColor" '
    'stroke-width="1.6" stroke-dasharray="3 3"/>'
)


def _stone(place: int) -> str:
    return (
        f'<ellipse cx="{20 + SHIFTS[place]:g}" cy="{33 - place * 6.2:.1f}" rx="{WIDTHS[place] * 0.68:.1f}" '
        f'ry="{3.5 - place * 0.2:.1f}" opacity="{SHADES[place]}"/>'
    )


def symbols() -> str:
    """Give the six symbols `c-0` to `c-5`."""
    return "".join(
        f'<symbol id="c-{count}" viewBox="0 0 40 38">{"".join(_stone(i) for i in range(count)) or RING}</symbol>'
        for count in range(len(WIDTHS) + 1)
    )
