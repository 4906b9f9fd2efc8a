"""Pictures from strangers: hostile files are refused or come out harmless, in less than 300 MB."""

import io
import json
import os
import struct
import zlib

import pytest
from PIL import Image

from forum.core.errors import Invalid
from forum.core.pictures import MAX_BYTES, caps, redraw
from tests.fixtures.shared import DATA, needs

FILES = DATA / "attack_files"
MOST = 300_000_000
REFUSED = {
    "bad_crc.png": "broken",
    "bomb_below_pillow_limit_13300x13300.png": "pixels",
    "bomb_gif_20000_frames.gif": "frames",
    "bomb_gif_65535x65535.gif": "pixels",
    "bomb_header_only_65535x65535.png": "pixels",
    "bomb_iccp_64MB.png": "broken",
    "bomb_pixels_25000x25000.png": "pixels",
    "bomb_zip_100MB.zip": "format",
    "bomb_zip_nested_1600MB.zip": "format",
    "bomb_ztxt_64MB.png": "broken",
    "empty.png": "empty",
    "html_named.png": "format",
    "pdf_javascript.pdf": "format",
    "polyglot_gif_js.gif": "broken",
    "svg_billion_laughs.svg": "format",
    "svg_external.svg": "format",
    "svg_named.png": "format",
    "svg_onload.svg": "format",
    "svg_xxe.svg": "format",
    "truncated.png": "broken",
    "zip_slip.zip": "format",
}
TAKEN = {"ok_small.png", "exif_gps_name.jpg", "php_in_comment.png", "polyglot_png_html.png"}
NO_PICTURES = {"filenames.json", "make.py"}
TRACES = (b"<script", b"<?php", b"Muster", b"Exif", b"EXIF", b"ICCP", b"XMP", b"GPS")


def picture(size: tuple[int, int] = (60, 40), kind: str = "PNG", mode: str = "RGB", **how) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, how.pop("colour", 120)).save(out, kind, **how)
    return out.getvalue()


def shown(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data), formats=["WEBP"])
    found.load()
    return found


@needs("attack_files")
def test_every_hostile_file_has_its_expectation():
    assert {path.name for path in FILES.iterdir()} == {*REFUSED, *TAKEN, *NO_PICTURES}


@needs("attack_files")
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_hostile_file_is_refused_with_a_clear_message_and_little_memory(name, monkeypatch):
    peaks = watched(monkeypatch)
    with pytest.raises(Invalid) as refused:
        redraw((FILES / name).read_bytes())
    assert refused.value.fields == {"picture": caps.WORDS[REFUSED[name]]}
    assert all(0 < peak < MOST for peak in peaks)
    assert peaks or REFUSED[name] in {"format", "empty"}


@needs("attack_files")
@pytest.mark.parametrize("name", sorted(TAKEN))
def test_what_is_a_picture_comes_out_as_nothing_but_a_picture(name):
    drawn = redraw((FILES / name).read_bytes())
    for data in (drawn.main, drawn.small):
        assert not [trace for trace in TRACES if trace in data]
        assert shown(data).format == "WEBP"
        assert set(shown(data).info) <= {"loop", "background", "timestamp", "duration"}
    assert drawn.peak < MOST


def watched(monkeypatch) -> list[int]:
    """Collect what the child says of its memory."""
    from forum.core.pictures import process  # noqa: PLC0415

    peaks, ask = [], process._ask

    def asked(sent: bytes):
        answer, rest = ask(sent)
        peaks.extend([answer["peak"]] if "peak" in answer else [])
        return answer, rest

    monkeypatch.setattr(process, "_ask", asked)
    return peaks


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_the_allowed_kinds_become_webp_of_the_same_size(kind):
    drawn = redraw(picture(kind=kind))
    assert (drawn.width, drawn.height) == (60, 40) == shown(drawn.main).size


@pytest.mark.parametrize("kind", ["TIFF", "BMP", "ICO", "PPM"])
def test_other_kinds_are_refused(kind):
    with pytest.raises(Invalid):
        redraw(picture(kind=kind))


def test_a_wrong_kind_behind_the_right_magic_is_refused():
    with pytest.raises(Invalid):
        redraw(caps.MAGIC[0][0] + picture(kind="JPEG"))


def test_a_big_picture_shrinks_to_1600_and_480():
    drawn = redraw(picture((3000, 1500), "JPEG"))
    assert (drawn.width, drawn.height) == (1600, 800)
    assert shown(drawn.small).size == (480, 240)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1", "I;16"])
def test_the_biggest_allowed_picture_stays_within_the_memory(mode):
    """25 megapixels in every mode; a PNG has no way to be decoded small."""
    drawn = redraw(flat(5000, 5000, mode))
    assert drawn.width == 1600
    assert drawn.peak < MOST


def flat(width: int, height: int, mode: str) -> bytes:
    """A PNG of one colour, written row by row so that the test needs no memory for it."""
    kinds = {"RGB": (2, 8, 3), "RGBA": (6, 8, 4), "P": (3, 8, 1), "L": (0, 8, 1), "LA": (4, 8, 2), "I;16": (0, 16, 2)}
    colour, depth, size = kinds.get(mode, (0, 1, 0))
    row = b"\0" + b"\x11" * (width * size if size else (width + 7) // 8)
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    palette = chunk(b"PLTE", bytes(range(256)) * 3) if mode == "P" else b""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return caps.MAGIC[0][0] + chunk(b"IHDR", head) + palette + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_too_many_bytes_are_refused_without_asking_the_child(monkeypatch):
    peaks = watched(monkeypatch)
    with pytest.raises(Invalid, match="10 megabytes"):
        redraw(picture() + b"\0" * MAX_BYTES)
    assert peaks == []


def test_the_camera_s_orientation_is_applied_and_forgotten():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Hans Muster"
    drawn = redraw(picture((60, 40), "JPEG", exif=exif))
    assert (drawn.width, drawn.height) == (40, 60)
    assert b"Muster" not in drawn.main + drawn.small
    assert not shown(drawn.main).getexif()


def test_a_moving_picture_stands_still():
    frames = [Image.new("P", (20, 20), number) for number in range(5)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert getattr(shown(redraw(out.getvalue()).main), "n_frames", 1) == 1


def test_an_avatar_is_a_small_square():
    drawn = redraw(picture((600, 300)), "avatar")
    assert (drawn.width, drawn.height) == (256, 256)
    assert shown(drawn.small).size == (96, 96)


def test_bars_are_burnt_in_on_both_copies():
    drawn = redraw(picture((1000, 600), colour=(250, 250, 250)), "post", [(0.5, 0.5, 0.4, 0.4)])
    for data in (drawn.main, drawn.small):
        found = shown(data).convert("RGB")
        width, height = found.size
        assert max(found.getpixel((int(width * 0.7), int(height * 0.7)))) < 12
        assert min(found.getpixel((int(width * 0.2), int(height * 0.2)))) > 235


def test_the_child_may_neither_write_files_nor_have_children_nor_much_memory():
    """Asked of a child of our own under the same limits."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    ask = (
        "import json, resource as r\n"
        "from forum.core.pictures.child import confine\n"
        "confine()\n"
        "print(json.dumps({n: r.getrlimit(getattr(r, n)) for n in dir(r) if n.startswith('RLIMIT_')}))\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", ask], capture_output=True, check=True, env=dict(os.environ))
    limits = json.loads(done.stdout)
    assert limits["RLIMIT_AS"] == [caps.MEMORY, caps.MEMORY]
    assert limits["RLIMIT_FSIZE"] == limits["RLIMIT_NPROC"] == limits["RLIMIT_CORE"] == [0, 0]
    assert limits["RLIMIT_CPU"] == [caps.CPU_S, caps.CPU_S]
    assert caps.MEMORY < MOST


def test_a_child_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(caps, "WALL_S", 0.001)
    with pytest.raises(Invalid, match="more room"):
        redraw(picture())
