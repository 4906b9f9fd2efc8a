"""What a picture may be, and what the child that draws it anew may use."""

MAX_BYTES = 10_000_000
"""Biggest file, in bytes: a phone's picture is 2 to 8 MB."""

MAX_PIXELS = 25_000_000
"""Biggest picture, in pixels, asked of the header before anything is decoded."""

MAX_SIDE = 16_000
"""Longest side, in pixels."""

MAX_FRAMES = 200
"""Most frames of a moving picture; only the first is kept, so that nothing blinks on a page."""

MEMORY = 285_000_000
"""Address space of the child, in bytes: it never holds 300 MB."""

CPU_S = 10
"""Processor time of the child, in seconds."""

WALL_S = 20
"""Time until the child is given up, in seconds."""

SIDES = {"post": (1600, 480), "avatar": (256, 96)}
"""Longest side of the picture and of its small copy, in pixels, by purpose."""

LOSSLESS = 400_000
"""A drawing or screenshot is kept exactly while it stays below this, in bytes."""

QUALITY = 82
"""Of everything else, on WebP's scale."""

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)

WORDS = {
    "empty": "Please choose a picture.",
    "bytes": "This file is too big. Pictures may have up to 10 megabytes.",
    "format": "This is no picture that can be shown here. PNG, JPEG, WebP and GIF are.",
    "broken": "This picture is damaged and cannot be read.",
    "pixels": "This picture has too many pixels. Please make it smaller: 25 megapixels are enough.",
    "frames": "This moving picture is too long.",
    "limits": "This picture needs more room than we give one. Please save it anew or make it smaller.",
}
"""What is said of each refusal (msgids)."""


def kind_of(data: bytes) -> str:
    """Tell by its first bytes which of the allowed kinds a file claims to be; empty when none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for magic, kind in MAGIC if data.startswith(magic)), "")
