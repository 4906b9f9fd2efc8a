"""Read a text as people do: exotic digits, dashes and spaces, hidden characters and markup do not hide a number."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u30fc"
DOTS = "\u2024\u3002\uff0e\u00b7\u2022\u2219\u22c5\u2027\u30fb\u25cf\u25aa"
ALIKE = "АВЕКМНОРСТУХасеорхΑΒΕΗΙΚΜΝΟΡΤΧ", "ABEKMHOPCTYXaceopxABEHIKMNOPTX"
PLAIN = "äöüàâáéèêëìíîïòóôùúûçñÄÖÜÀÂÁÉÈÊËÌÍÎÏÒÓÔÙÚÛÇÑİß", "aouaaaeeeeiiiiooouuucnAOUAAAEEEEIIIIOOOUUUCNIs"
TAG = r"</?[A-Za-z][A-Za-z0-9]{0,10}(?:\s[^<>@]{0,300})?/?>"
ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});"
HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
MARKS = r"*_`~\\"
NOISE = re.compile(f"[{HIDDEN}{MARKS}]|{ENTITY}|%(?:20|2[dDeEfF])")
NOISE_AND_TAGS = re.compile(f"{NOISE.pattern}|{TAG}")
TAGGED = re.compile(TAG)


def _table() -> dict[int, str]:
    table = {ord(c): "-" for c in DASHES} | {ord(c): "." for c in DOTS}
    for old, new in (ALIKE, PLAIN):
        table |= str.maketrans(dict(zip(old, new, strict=True)))
    for code in (*range(0x80, 0x10000), *range(0x1D7CE, 0x1D800), *range(0x1FBF0, 0x1FBFA)):
        char = chr(code)
        digit = unicodedata.digit(char, None)
        if digit is not None:
            table[code] = str(digit)
        elif unicodedata.category(char) in {"Zs", "Zl", "Zp"}:
            table[code] = " "
        elif 0xFF01 <= code <= 0xFF5E:  # noqa: PLR2004 - full-width ASCII
            table.setdefault(code, chr(code - 0xFEE0))
    return table


TABLE = _table()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in lower case without tricks; `starts` and `ends` lead each character back (None: the same offsets)."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def place(self, index: int) -> tuple[int, int]:
        """Give where a character came from."""
        if self.starts is None or self.ends is None:
            return index, index + 1
        return self.starts[index], self.ends[index]


def views(text: str) -> Iterator[Folded]:
    """Give the text as read; where it holds tags once with them and once without. Linear in its length."""
    yield _without(text, NOISE)
    if "<" in text and TAGGED.search(text):
        yield _without(text, NOISE_AND_TAGS)


def _without(text: str, noise: re.Pattern[str]) -> Folded:
    if noise.search(text) is None:
        return Folded(text.translate(TABLE).lower())
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in noise.finditer(text):
        piece = text[at : found.start()]
        starts += range(at, found.start())
        ends += range(at + 1, found.start() + 1)
        read = _read(found[0])
        pieces += (piece, read)
        starts += [found.start()] * len(read)
        ends += [found.end()] * len(read)
        at = found.end()
    pieces.append(text[at:])
    starts += range(at, len(text))
    ends += range(at + 1, len(text) + 1)
    return Folded("".join(pieces).translate(TABLE).lower(), starts, ends)


def _read(noise: str) -> str:
    """Give what a piece of noise says: one character of an entity, a space for an escape, nothing else."""
    if noise[0] == "%":
        return " "
    if noise[0] == "&":
        read = html.unescape(noise)
        return read if len(read) == 1 and not re.match(f"[{HIDDEN}]", read) else "" if len(read) == 1 else " "
    return ""
