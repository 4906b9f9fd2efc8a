"""Limits that hold before a parser sees a text, and characters that never get in."""

import re

from forum.core.errors import Invalid

MAX_SOURCE = 20_000
"""Longest Markdown source of a post, in characters (DEPENDENCIES.md, measured against hostile input)."""

MAX_COLUMNS = 32
"""Widest table, in columns; a wider one stays plain lines of text."""

MAX_CELLS = 4_000
"""Biggest table, in cells (columns × rows): a two-character row is padded to the full width otherwise."""

MAX_NESTING = 20
"""Deepest nesting of quotes, lists and emphasis that is parsed."""

MAX_URL = 2_000
"""Longest link target, in characters; a longer one is shown as text."""

MAX_URLS_TOTAL = 40_000
"""Characters of link targets in one text: one long reference used 3,000 times would write 30 MB."""

MAX_MENTIONS = 50
"""Mentions that become links in one text; later ones stay text."""

LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\s]*")
"""A path on this site: one leading slash, no backslash (browsers read `/\\host` as a host)."""

PICTURE_PATH = re.compile(r"/u/([a-p]{32})")
"""The address of a picture that a member brought along: the only pictures that texts may show. No digits: the shield
would look for numbers in them."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls except tab and line ends
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates: text that reads backwards
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # lone surrogates (no database stores them), noncharacters
)


def clean_text(text: str) -> str:
    """Give `text` without control characters, bidirectional overrides and lone surrogates."""
    return _FORBIDDEN.sub("", text)


def checked(source: str, *, limit: int = MAX_SOURCE, field: str = "body") -> str:
    """Give the cleaned source, or raise `Invalid` naming `field` when it is longer than `limit` characters."""
    if len(source) > limit:
        raise Invalid({field: "This text is too long. Please keep it under 20,000 characters."})
    return clean_text(source)
