"""Source to HTML: cap, parse, apply our token rules, clean, sanitise, in this order and nowhere else."""

from collections.abc import Collection

from forum.core.markup.caps import MAX_SOURCE, checked, clean_text
from forum.core.markup.inline_rules import MENTION, spellings
from forum.core.markup.parser import PARSER
from forum.core.markup.sanitizer import sanitize


def render(source: str, *, known: Collection[str] | None = None, limit: int = MAX_SOURCE, field: str = "body") -> str:
    """Turn Markdown into HTML that may be shown as it is.

    `known`: handles (casefolded) that become mention links; None links every well-formed one. `limit`:
    characters allowed. Raises `Invalid` under `field` when the source is longer.
    """
    text = checked(source, limit=limit, field=field)
    env = {} if known is None else {"known": known}
    # entities such as &#x202e; have become characters now: clean again, before the sanitiser has its last word
    return sanitize(clean_text(PARSER.render(text, env)))


def mentions(source: str) -> frozenset[str]:
    """Handles (casefolded) that the text seems to mention: what to look up before `render(known=…)`."""
    found = MENTION.findall(source[:MAX_SOURCE])
    return frozenset(one.casefold() for handle in found for one in spellings(handle))
