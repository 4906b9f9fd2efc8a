"""The one Markdown parser: CommonMark without raw HTML, plus tables, strikethrough and our own token rules."""

from markdown_it import MarkdownIt

from forum.core.markup import caps, inline_rules, token_rules
from forum.core.markup.tables import guard_tables


def commonmark() -> MarkdownIt:
    """Build the bare parser, as the CommonMark examples compare it: raw HTML off, nothing of ours."""
    return MarkdownIt("commonmark", {"html": False, "maxNesting": caps.MAX_NESTING})


def build() -> MarkdownIt:
    """Build the parser of posts. It keeps no state between texts, so one serves all threads."""
    md = commonmark().enable(["table", "strikethrough"])
    md.options["xhtmlOut"] = False
    guard_tables(md)
    inline_rules.install(md)
    token_rules.install(md)
    return md


PARSER = build()
