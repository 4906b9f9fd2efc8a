"""Recorded bodies become texts of ours, before any transaction begins."""

from forum.core import markup
from forum.core.errors import Invalid
from forum.recorded.fields import MAX_BODY, Broken
from forum.threads.texts import EXCERPT, Text

NOBODY: frozenset[str] = frozenset()
"""Mentions of the recorded community name people of other handles: none becomes a link."""

EMPTY = "…"
"""Stands for a body that held nothing to read, such as a picture without description or address."""


def cook_body(body: str, *, is_html: bool) -> Text:
    """Render a recorded body; raises Broken when it cannot be."""
    source = markup.html_to_markdown(body).strip() if is_html else body.replace("\r\n", "\n").strip()
    try:
        html = markup.render(source or EMPTY, known=NOBODY, limit=MAX_BODY)
    except Invalid:
        raise Broken("the body is too long") from None
    return Text(source or EMPTY, html, markup.plain_html(html, EXCERPT))
