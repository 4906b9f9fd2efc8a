"""Escapes: what must stand before a character so that Markdown reads it as text."""

import re

_INLINE = re.compile(
    r"""
    (?P<always>[\\`*\[\]@])
    | (?P<entity>&(?=\#?\w+;))
    | (?P<tag><(?=[A-Za-z/!?]))
    | (?P<strike>~(?=~)|(?<=~)~)
    | (?P<under>(?<![^\W_])_|_(?![^\W_]))
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(r"^(?:(?=[>#|=~:])|(?=[-+](?:[ \t-]|$)))", re.MULTILINE)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=[ \t]|$)", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_UNSAFE_IN_URL = {ord(c): f"%{ord(c):02X}" for c in '<>()\\ "`'}


def escape_inline(text: str) -> str:
    """Escape what would start emphasis, code, a link, a mention or an entity anywhere in a line."""
    return _INLINE.sub(lambda found: "\\" + found[0], text)


def escape_line_starts(text: str) -> str:
    """Escape what would make a line of an (already inline-escaped) paragraph a block of its own."""
    return _NUMBER.sub(r"\1\\\2", _LINE_START.sub(r"\\", text))


def link_target(url: str) -> str:
    """Write a URL so that it ends where it ends."""
    return _ENTITY.sub("&amp;", url.strip().translate(_UNSAFE_IN_URL))


def longest_run(text: str, char: str) -> int:
    """Length of the longest run of `char` in `text`."""
    return max((len(run) for run in re.findall(re.escape(char) + "+", text)), default=0)
