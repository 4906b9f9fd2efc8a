"""Limits of the markup: what hostile text can cost is bounded before and while it is parsed."""

import pytest

from forum.core.errors import Invalid
from forum.core.markup import MAX_SOURCE, clean_text, render
from forum.core.markup.caps import MAX_CELLS, MAX_COLUMNS, MAX_URLS_TOTAL
from forum.core.markup.parser import PARSER

WORDS = '[ * < ` | _ > ~ ! ![ [[]( ( ) \\ & " @ # *a *a* **a* _a <a <!-- `a http://a [a](b) [a][ &amp; *a_ ![[]()]'
LINES = [
    "a\n\n",
    "- ",
    "1. ",
    "> ",
    ">- ",
    "---\n",
    "```\n",
    "|a|\n",
    "|-\n",
    "|-|-|\n",
    "a|b\n-|-\n",
    "[a]: b\n",
    "@a ",
]
BOMBS = [*WORDS.split(" "), *LINES]


def test_the_longest_text_is_accepted_and_one_more_refused() -> None:
    assert render("a" * MAX_SOURCE)
    with pytest.raises(Invalid) as refused:
        render("a" * (MAX_SOURCE + 1))
    assert set(refused.value.fields) == {"body"}


def test_the_field_and_the_limit_can_be_named() -> None:
    with pytest.raises(Invalid) as refused:
        render("abc", limit=2, field="bio")
    assert set(refused.value.fields) == {"bio"}


@pytest.mark.parametrize("bomb", BOMBS)
def test_repeats_write_no_more_than_a_bounded_amount(bomb: str) -> None:
    source = (bomb * MAX_SOURCE)[:MAX_SOURCE]
    assert len(render(source)) <= 12 * MAX_SOURCE
    assert len(PARSER.parse(source, {})) <= 3 * MAX_SOURCE


def table(columns: int, rows: int) -> str:
    return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "x|\n" * rows


def test_the_widest_table_is_a_table_and_a_wider_one_is_text() -> None:
    assert "<table>" in render(table(MAX_COLUMNS, 1))
    wider = render(table(MAX_COLUMNS + 1, 1))
    assert "<table>" not in wider
    assert "|a|a" in wider


def test_a_table_of_short_rows_is_not_padded_without_end() -> None:
    rows = MAX_CELLS // MAX_COLUMNS
    assert "<table>" in render(table(MAX_COLUMNS, rows - 3))
    assert "<table>" not in render(table(MAX_COLUMNS, rows + 1))


def test_a_long_reference_used_often_is_written_only_until_the_budget_is_spent() -> None:
    html = render("[a]: https://a.example/" + "x" * 1_000 + "\n\n" + "[a] " * 4_000)
    assert 0 < html.count("<a ") <= MAX_URLS_TOTAL // 1_000
    assert len(html) < 4 * MAX_URLS_TOTAL


def test_mentions_stop_being_links_after_fifty() -> None:
    assert render("@anna " * 60).count("<a ") == 50


def test_nesting_ends_at_twenty() -> None:
    assert render(">" * 200 + " a").count("<blockquote>") <= 20


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x7f", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_characters_that_lie_or_break_are_removed(char: str) -> None:
    assert clean_text(f"a{char}b") == "ab"
    assert render(f"a{char}b") == "<p>ab</p>\n"


@pytest.mark.parametrize("char", ["\t", "é", "\u200f", "\u200d", "😀", "ש"])
def test_characters_that_languages_need_stay(char: str) -> None:
    assert clean_text(f"a{char}b") == f"a{char}b"
