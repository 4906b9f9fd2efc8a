"""Inline rules of ours: `@handle` becomes a mention, a bare web address becomes a link."""

import re
from collections.abc import Collection
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from forum.core.markup.caps import MAX_MENTIONS

_LETTERS = "0-9A-Za-zÀ-ÖØ-öø-ıĹ-ľŁ-ňŊ-ž"
MENTION = re.compile(rf"@([{_LETTERS}]+(?:[._'’-][{_LETTERS}]+)*)(?![\w@])")
MAX_HANDLE = 30
_ADDRESS = re.compile(r"://[^\s<>\"'`*|\\^{}\[\]]{1,2000}")
_TRAILING = ".,;:!?*_~"


def install(md: MarkdownIt) -> None:
    """Register both rules; `@` must end a run of text for the first to be asked at all."""
    md.inline.ruler.after("backticks", "mention", mention)
    md.inline.ruler.before("link", "bare_address", bare_address)
    md.inline.add_terminator_char("@")


def mention(state: StateInline, silent: bool) -> bool:
    """Link `@handle` to `/m/handle`; `env["known"]`, when given, says which handles exist (casefolded)."""
    if state.src[state.pos] != "@" or state.linkLevel > 0 or _inside_word(state):
        return False
    found = MENTION.match(state.src, state.pos)
    handle = next((one for one in spellings(found[1]) if _known(state, one)), "") if found else ""
    if not handle or len(handle) > MAX_HANDLE or not _may_mention(state):
        return False
    if not silent:
        _push_link(state, state.md.normalizeLink(f"/m/{handle}"), "@" + handle, "mention")
    state.pos += 1 + len(handle)
    return True


def spellings(found: str) -> tuple[str, ...]:
    """Give whom `@d'angelo` may mean: d'angelo, else d (as in `@anna's`)."""
    handle = found.replace("’", "'")
    return (handle, handle.partition("'")[0]) if "'" in handle else (handle,)


def bare_address(state: StateInline, silent: bool) -> bool:
    """Link `http://…` and `https://…` written without brackets, without the punctuation that follows."""
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = re.search(r"(?<![A-Za-z0-9])https?$", state.pending[-6:], re.IGNORECASE)
    found = _ADDRESS.match(state.src, state.pos)
    if scheme is None or found is None:
        return False
    rest = _trimmed(found[0])
    target = state.md.normalizeLink(scheme[0] + rest)
    if len(rest) <= len("://") or not state.md.validateLink(target):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        _push_link(state, target, scheme[0] + rest, "bare")
    state.pos += len(rest)
    return True


def _inside_word(state: StateInline) -> bool:
    before = state.src[state.pos - 1] if state.pos else " "
    return before.isalnum() or before in "@_./-"


def _known(state: StateInline, handle: str) -> bool:
    known = cast("Collection[str] | None", state.env.get("known"))
    return known is None or handle.casefold() in known


def _may_mention(state: StateInline) -> bool:
    count = state.env.get("mentions", 0)
    state.env["mentions"] = count + 1
    return bool(count < MAX_MENTIONS)


def _trimmed(address: str) -> str:
    """Leave out closing punctuation and a bracket that the address did not open."""
    while address and (address[-1] in _TRAILING or (address[-1] == ")" and address.count("(") < address.count(")"))):
        address = address[:-1]
    return address


def _push_link(state: StateInline, href: str, text: str, kind: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": href}
    state.tokens[-1].info = kind
    state.push("text", "", 0).content = text
    state.push("link_close", "a", -1)
