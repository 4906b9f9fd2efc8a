"""CommonMark 0.31.2: the bare parser (raw HTML off) against the specification's own 652 examples.

Compared exactly, character for character, before our token rules. What differs is raw HTML (off on purpose) and three
examples where markdown-it writes an empty quote without a line end. Then the whole pipeline: it may mark up
differently (headings step down, foreign pictures become links), but must show the same words.
"""

import re

import pytest

from forum.core.markup import plain_html, render
from forum.core.markup.parser import commonmark
from tests.fixtures.shared import DATA, needs, rows

pytestmark = needs("markdown_spec.jsonl")
EXAMPLES = rows(DATA / "markdown_spec.jsonl")
MARKDOWN_IT = [218, 239, 240]
RAW_HTML = re.compile(r"<(?:/?[a-zA-Z][^>@:]*|!.*|\?.*)>?", re.DOTALL)


def test_the_bare_parser_agrees_with_the_examples() -> None:
    parser = commonmark()
    same = [example for example in EXAMPLES if parser.render(example["markdown"]) == example["html"]]
    assert len(EXAMPLES) == 652
    assert len(same) >= 577


def test_outside_raw_html_nothing_but_raw_html_differs() -> None:
    parser = commonmark()
    differing = [example for example in EXAMPLES if parser.render(example["markdown"]) != example["html"]]
    assert [example["n"] for example in differing if not RAW_HTML.search(example["markdown"])] == MARKDOWN_IT


NAMELESS = 581
"""`![](/url)`: somebody else's picture is a link, and one without a description can only be called by its address."""


@pytest.mark.parametrize("section", sorted({example["section"] for example in EXAMPLES} - {"HTML blocks", "Raw HTML"}))
def test_the_whole_pipeline_shows_the_same_words(section: str) -> None:
    chosen = [row for row in EXAMPLES if row["section"] == section and not RAW_HTML.search(row["markdown"])]
    differing = [row["n"] for row in chosen if words(row["html"]) != words(render(row["markdown"]))]
    assert [number for number in differing if number != NAMELESS] == []


def words(html: str) -> list[str]:
    """Words shown; a picture shows its description."""
    described = re.sub(r'<img[^>]*alt="([^"]*)"[^>]*>', r"\1", html)
    return re.findall(r"[^\W_]+", plain_html(described))
