"""Decoding and drawing anew. Imported by the limited child only."""

import io
import warnings
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFile
from PIL.Image import Resampling, Transpose

from forum.core.pictures import caps

Image.MAX_IMAGE_PIXELS = caps.MAX_PIXELS
ImageFile.LOAD_TRUNCATED_IMAGES = False
warnings.simplefilter("error", Image.DecompressionBombWarning)
ORIENTATION = 0x0112
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
BLACK = (0, 0, 0)
BAND = 64
"""Rows of the result that are worked on at once."""


class Refusal(Exception):  # noqa: N818 - a word of `caps.WORDS`
    """The picture is not taken; the message is a code."""


def draw(
    data: bytes, *, kind: str, purpose: str, boxes: Sequence[Sequence[float]]
) -> tuple[bytes, bytes, tuple[int, int]]:
    """Give a picture and its small copy as WebP, and its size; raises Refusal and whatever decoders raise."""
    with _opened(data, kind) as check:
        check.verify()
    longest, small = caps.SIDES[purpose]
    with _opened(data, kind) as found:
        picture = _upright(found, longest)
    if purpose == "avatar":
        picture = _square(picture, longest)
    _cover(picture, boxes)
    copy = picture.copy()
    copy.thumbnail((small, small), Resampling.LANCZOS)
    exact = kind in {"PNG", "GIF"}
    return _webp(picture, exact=exact), _webp(copy, exact=exact), picture.size


def _opened(data: bytes, kind: str) -> Image.Image:
    """Read the header only; sizes and frames are judged before a pixel is decoded."""
    try:
        picture = Image.open(io.BytesIO(data), formats=[kind])
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refusal("pixels") from None
    width, height = picture.size
    if width * height > caps.MAX_PIXELS or max(width, height) > caps.MAX_SIDE:
        raise Refusal("pixels")
    if getattr(picture, "n_frames", 1) > caps.MAX_FRAMES:
        raise Refusal("frames")
    return picture


def _upright(picture: Image.Image, longest: int) -> Image.Image:
    """Decode, shrink, turn as the camera said, and leave everything behind but the pixels."""
    turn = _turn(picture)
    picture.draft("RGB", (longest, longest))
    picture.load()
    clear = picture.has_transparency_data
    plain = _reduced(picture, "RGBA" if clear else "RGB", max(1, max(picture.size) // longest))
    plain.thumbnail((longest, longest), Resampling.LANCZOS)
    plain = plain.transpose(turn) if turn is not None else plain
    plain.info.clear()
    return plain


def _reduced(picture: Image.Image, mode: str, by: int) -> Image.Image:
    """Give a plain picture, `by` times smaller: band by band, because a second copy of it all would not fit."""
    width, height = picture.size
    small = Image.new(mode, (-(-width // by), -(-height // by)))
    for top in range(0, height, BAND * by):
        band = picture.crop((0, top, width, min(top + BAND * by, height)))
        band = _eight_bits(band).convert(mode)
        small.paste(band.reduce(by) if by > 1 else band, (0, top // by))
    return small


def _turn(picture: Image.Image) -> Transpose | None:
    try:
        return UPRIGHT.get(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - damaged notes of a camera are no reason to refuse the picture
        return None


def _eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return picture


def _square(picture: Image.Image, side: int) -> Image.Image:
    width, height = picture.size
    edge = min(width, height)
    left, top = (width - edge) // 2, (height - edge) // 2
    cut = picture.crop((left, top, left + edge, top + edge))
    return cut.resize((side, side), Resampling.LANCZOS)


def _cover(picture: Image.Image, boxes: Sequence[Sequence[float]]) -> None:
    pen, (width, height) = ImageDraw.Draw(picture), picture.size
    for left, top, wide, high in boxes:
        corner = (left * width, top * height)
        pen.rectangle((*corner, corner[0] + wide * width, corner[1] + high * height), fill=BLACK)


def _webp(picture: Image.Image, *, exact: bool) -> bytes:
    """Encode: drawings and screenshots without loss while that stays small."""
    if exact:
        whole = _encoded(picture, lossless=True)
        if len(whole) <= caps.LOSSLESS:
            return whole
    return _encoded(picture, quality=caps.QUALITY)


def _encoded(picture: Image.Image, **how: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", method=4, exif=b"", xmp=b"", icc_profile=b"", **how)
    return out.getvalue()
