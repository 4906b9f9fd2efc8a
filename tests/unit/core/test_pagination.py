"""Cursors: opaque, harmless when forged, and a page never leaves out or repeats a row."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.core.pagination import MAX_CURSOR, decode, encode, page


@given(st.integers(-(2**62), 2**62), st.text(st.characters(exclude_categories=["Cs"]), max_size=10))
def test_a_key_survives_the_journey(number, text):
    assert decode(encode([number, text]), (int, str)) == [number, text]


@pytest.mark.parametrize(
    "key", [[1], [1, 2, 3], ["1", 2], [True, 2], [1.0, 2], [2**63, 1], [-(2**63), 1], [None, 1], {"a": 1}, 5]
)
def test_a_forged_key_counts_as_the_first_page(key):
    cursor = base64.urlsafe_b64encode(json.dumps(key).encode()).decode()
    assert decode(cursor, (int, int)) is None


@given(st.text(max_size=MAX_CURSOR + 5))
def test_any_text_is_a_cursor_or_the_first_page(text):
    found = decode(text, (int, int))
    assert found is None or all(type(part) is int for part in found)


def test_endless_nesting_is_the_first_page():
    assert decode(base64.urlsafe_b64encode(b"[" * 140).decode(), (int, int)) is None
    assert decode("A" * (MAX_CURSOR + 1), (int, int)) is None


@given(st.sets(st.integers(0, 200)), st.integers(1, 7))
def test_pages_put_together_are_the_whole_list(numbers, size):
    ordered, seen, cursor = sorted(numbers), [], None
    while True:
        key = decode(cursor, (int,))
        rest = [number for number in ordered if key is None or number > key[0]]
        found = page(rest[: size + 1], size, lambda number: (number,))
        seen += found.items
        cursor = found.next_cursor
        if cursor is None:
            break
    assert seen == ordered
