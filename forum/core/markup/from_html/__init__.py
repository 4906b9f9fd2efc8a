"""HTML of recorded communities to Markdown of ours, without losing a word; the result is rendered like any text."""

from forum.core.markup.from_html.blocks import blocks
from forum.core.markup.from_html.tree import parse


def html_to_markdown(html: str) -> str:
    """Give Markdown that renders to the words of `html` in their order; scripts, styles and comments are dropped."""
    return "\n\n".join(blocks(parse(html), depth=0)) + "\n"
