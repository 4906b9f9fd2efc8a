"""Titles, bodies and tags as typed: the limits, exactly."""

import pytest

from forum.core.errors import Invalid
from forum.threads.texts import MAX_COMMENT, clean_title, cook, split_tags


@pytest.mark.parametrize(("title", "clean"), [("  Zahlt\tihr \n das? ", "Zahlt ihr das?"), ("x" * 150, "x" * 150)])
def test_a_title_is_one_line(title, clean):
    assert clean_title(title) == clean


@pytest.mark.parametrize("title", ["", "kurz", "x" * 151, "\x00" * 20, "\u200b" * 20])
def test_a_title_says_something(title):
    with pytest.raises(Invalid) as wrong:
        clean_title(title)
    assert set(wrong.value.fields) == {"title"}


def test_a_body_is_stored_without_what_no_database_takes():
    text = cook("Guten\x00 Tag\ud800\r\nund *mehr*  ")
    assert text.source == "Guten Tag\nund *mehr*"
    assert "<em>mehr</em>" in text.html
    assert text.excerpt == "Guten Tag und mehr"


@pytest.mark.parametrize(
    ("body", "limit"), [("", None), (" \n", None), ("x" * 20_001, None), ("x" * 1_001, MAX_COMMENT)]
)
def test_a_body_too_short_or_too_long(body, limit):
    with pytest.raises(Invalid) as wrong:
        cook(body, limit=limit)
    assert set(wrong.value.fields) == {"body"}


def test_the_longest_bodies_pass():
    assert cook("x" * 20_000).source == "x" * 20_000
    assert cook("x" * 1_000, limit=MAX_COMMENT).source == "x" * 1_000


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", []),
        (" Zahn , #Spange,zahn, ", ["Zahn", "Spange"]),
        ("!!!,??", []),
        (["Eins", "zwei drei"], ["Eins", "zwei drei"]),
    ],
)
def test_tags_are_split_and_counted_once(typed, tags):
    assert split_tags(typed) == tags
