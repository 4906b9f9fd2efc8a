"""Excerpts: text without markup on one line."""

import pytest

from forum.core.markup import plain, plain_html, render


def test_marks_go_and_words_stay() -> None:
    assert (
        plain("# Titel\n\n**fett** und `code`\n- [Link](https://a.example)\n\n> Zitat")
        == "Titel fett und code Link Zitat"
    )


def test_html_and_source_give_the_same_text() -> None:
    source = "a *b*\n\n1. c\n2. d\n\n|e|f|\n|-|-|\n|g|h|"
    assert plain(source) == plain_html(render(source)) == "a b c d e f g h"


def test_entities_are_read() -> None:
    assert plain_html("<p>a &lt;b&gt; &amp;amp;</p>") == "a <b> &amp;"


@pytest.mark.parametrize("limit", [5, 12, 20, 40])
def test_the_limit_holds_and_words_are_not_cut(limit: int) -> None:
    text = plain("Die Franchise gilt für das ganze Kalenderjahr.", limit)
    assert len(text) <= limit
    assert text.endswith("…")


def test_a_cut_falls_between_words() -> None:
    assert plain("Die Franchise gilt für das Jahr", 20) == "Die Franchise gilt…"


def test_short_text_has_no_ellipsis() -> None:
    assert plain("kurz", 20) == "kurz"


def test_one_endless_word_is_cut_hard() -> None:
    assert plain("x" * 100, 10) == "x" * 9 + "…"
