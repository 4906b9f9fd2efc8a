"""A few pictures that members might have brought along, the same each time: a bill, premiums compared, a view."""

import io
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, PALE, MARK, FIR = "#fdfdf8", "#22312f", "#c9d3cf", "#f6c945", "#0c5152"
SIZE = (960, 640)
ROWS = (
    ("Arztbesuch vom 12. Mai", "148.60"),
    ("Labor", "62.40"),
    ("Medikamente", "37.15"),
    ("Zu Lasten Franchise", "248.15"),
    ("Selbstbehalt 10 %", "0.00"),
)
MARKED = 3
PREMIUMS = ((300, 412), (500, 401), (1000, 372), (1500, 341), (2000, 309), (2500, 268))
RIDGES = (
    ("#b9d3d6", (0, 380, 160, 250, 300, 350, 470, 180, 640, 330, 800, 220, 960, 360)),
    ("#5d8f8f", (0, 470, 200, 360, 380, 450, 560, 320, 760, 440, 960, 350)),
    ("#0c5152", (0, 560, 240, 470, 480, 550, 700, 450, 960, 540)),
)
Pen = ImageDraw.ImageDraw


def bill() -> bytes:
    """Draw a statement of benefits with the line that people ask about marked."""
    return _png(_bill)


def premiums() -> bytes:
    """Draw premiums by deductible as bars."""
    return _png(_premiums)


def view() -> bytes:
    """Draw ridges and a sun, as beside a name."""
    return _png(_view, ground="#eaf3f1")


def _bill(pen: Pen) -> None:
    pen.text((70, 60), "Leistungsabrechnung", FIR, _font(44))
    pen.line((70, 130, 890, 130), PALE, 3)
    for number, (text, amount) in enumerate(ROWS):
        top = 165 + number * 82
        if number == MARKED:
            pen.rectangle((55, top - 14, 905, top + 54), MARK)
        pen.text((70, top), text, INK, _font(32))
        pen.text((890, top), amount, INK, _font(32), anchor="ra")
        pen.line((70, top + 58, 890, top + 58), PALE, 2)


def _premiums(pen: Pen) -> None:
    pen.text((70, 50), "Kosten im Monat nach Franchise", FIR, _font(40))
    for number, (deductible, premium) in enumerate(PREMIUMS):
        left, top = 80 + number * 138, 560 - premium
        pen.rectangle((left, top, left + 96, 560), FIR if premium != PREMIUMS[-1][1] else MARK)
        pen.text((left + 48, top - 44), str(premium), INK, _font(30), anchor="ma")
        pen.text((left + 48, 572), str(deductible), INK, _font(28), anchor="ma")
    pen.line((70, 560, 890, 560), INK, 3)


def _view(pen: Pen) -> None:
    pen.ellipse((600, 110, 720, 230), MARK)
    for colour, points in RIDGES:
        pen.polygon(_closed(points), colour)


def _closed(points: Sequence[int]) -> list[int]:
    return [*points, SIZE[0], SIZE[1], 0, SIZE[1]]


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _png(draw: Callable[[Pen], None], ground: str = PAPER) -> bytes:
    picture = Image.new("RGB", SIZE, ground)
    draw(ImageDraw.Draw(picture))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
