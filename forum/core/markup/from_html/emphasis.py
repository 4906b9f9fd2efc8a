"""Emphasis marks that hold: travelling as control characters until their neighbours are known."""

import re

OPENING, CLOSING = "\x01\x03\x05", "\x02\x04\x06"
STRONG, EM, STRIKE = ("\x01", "\x02"), ("\x03", "\x04"), ("\x05", "\x06")
MARKS = {"strong": STRONG, "b": STRONG, "em": EM, "i": EM, "s": STRIKE, "strike": STRIKE, "del": STRIKE}
"""Opening and closing mark of an element; texts hold no control characters (see caps)."""

_WRITTEN = dict.fromkeys(STRONG, "**") | dict.fromkeys(EM, "*") | dict.fromkeys(STRIKE, "~~")
_EMPTY = re.compile(r"\x01(\s*)\x02|\x03(\s*)\x04|\x05(\s*)\x06")
_BLANK = r"((?:\s|\\\n)+)"
_BLANK_AFTER_OPENING = re.compile(rf"([{OPENING}]+){_BLANK}")
_BLANK_BEFORE_CLOSING = re.compile(rf"{_BLANK}([{CLOSING}]+)")


def settle(text: str) -> str:
    """Move spaces and breaks out of the marks, drop marks that would stay visible, write the others."""
    if not any(mark in text for mark in OPENING):
        return text
    previous = None
    while previous != text:
        previous = text
        text = _EMPTY.sub(lambda found: "".join(filter(None, found.groups())), text)
        text = _BLANK_BEFORE_CLOSING.sub(r"\2\1", _BLANK_AFTER_OPENING.sub(r"\2\1", text))
    return _write(text)


def _write(text: str) -> str:
    """Write the pairs that hold; the others lose their marks and keep their text."""
    out = list(text)
    opened: list[int] = []
    for index, char in enumerate(text):
        if char in OPENING:
            opened.append(index)
        elif char in CLOSING:
            start = opened.pop()
            holds = _holds(text, start, OPENING, 1) and _holds(text, index, CLOSING, -1)
            out[start] = out[index] = _WRITTEN[char] if holds else ""
    return "".join(out)


def _holds(text: str, index: int, run: str, inward: int) -> bool:
    """CommonMark's flanking rule, on the safe side: a word inside, or nothing but space outside."""
    inside = _beyond(text, index, run, inward)
    outside = _beyond(text, index, run, -inward)
    return outside in {"", " ", "\n"} or (inside.isalnum() and outside not in OPENING + CLOSING)


def _beyond(text: str, index: int, run: str, step: int) -> str:
    """First character past the run of marks around `index`; empty at the edge."""
    index += step
    while 0 <= index < len(text) and text[index] in run:
        index += step
    return text[index] if 0 <= index < len(text) else ""
