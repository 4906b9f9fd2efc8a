"""Pictures for home screens and for previews elsewhere: the emblem of the logo, and it before a landscape."""

from functools import cache

from forum.assets.art import ridges
from forum.assets.art.geometry import Point
from forum.assets.art.raster import Canvas, Colour, circle

FIR: Colour = (12, 81, 82)
SIGN: Colour = (245, 203, 44)
SNOW: Colour = (255, 255, 255)
SKY: Colour = (236, 243, 241)
SUN: Colour = (247, 221, 131)
RIDGES: tuple[Colour, ...] = ((207, 224, 223), (170, 201, 200), (116, 160, 159), (41, 100, 103))
SIDE = 40
PEAKS: tuple[Point, ...] = ((-12.5, 60), (14.5, 13), (20.5, 22.6), (24.2, 17.3), (59, 60))
SHADE: tuple[Point, ...] = ((14.5, 13), (20.5, 22.6), (17.3, 27.2), (14.2, 24.2), (10.5, 27.6), (8.6, 23.1))
CARD = (1200, 630)
RIM = 5
"""Units around the emblem where a system may cut the icon round."""


def _emblem(canvas: Canvas) -> None:
    canvas.fill(circle(27.5, 12.5, 4.6), SIGN)
    canvas.fill(PEAKS, SNOW)
    canvas.fill(SHADE, FIR, 0.28)


@cache
def icon(size: int, *, rim: int = 0) -> bytes:
    """Draw the emblem on a square without transparency."""
    canvas = Canvas(size, size, FIR, scale=size / (SIDE + 2 * rim), shift=rim)
    _emblem(canvas)
    return canvas.png()


@cache
def postcard() -> bytes:
    """Draw what previews elsewhere show: a landscape with the emblem in the sky."""
    width, height = CARD
    canvas = Canvas(width, height, SKY)
    canvas.fill(circle(width * 0.72, height * 0.36, height * 0.13), SUN)
    scene = ridges.Scene(width=width, height=height, seed=12, trees=False)
    for colour, outline in zip(RIDGES, ridges.outlines(scene), strict=True):
        canvas.fill(outline, colour)
    canvas.scale, canvas.shift = 5.5, 13
    canvas.fill([(0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE)], FIR)
    canvas.fill(circle(27.5, 12.5, 4.6), SIGN)
    canvas.fill([(3, 33), *PEAKS[1:4], (37, 33), (37, SIDE - 3), (3, SIDE - 3)], SNOW)
    canvas.fill(SHADE, FIR, 0.28)
    return canvas.png()


def pictures() -> dict[str, bytes]:
    """Give every picture by name."""
    return {
        "icon-192.png": icon(192),
        "icon-512.png": icon(512),
        "icon-maskable.png": icon(512, rim=RIM),
        "icon-touch.png": icon(180),
        "postcard.png": postcard(),
    }
