"""JSON is read strictly: what the standard refuses, and what only hurts, is a ValueError."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.core.strict_json import MAX_DEPTH, strict_loads


@pytest.mark.parametrize(
    "text",
    [
        '{"points": NaN}',
        "[Infinity]",
        "-Infinity",
        "1e999",
        "[-1e400]",
        '{"a": 1, "a": 2}',
        '{"x": {"a": 1, "a": 1}}',
        "[" * 100_000,
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
        '{"a":' * (MAX_DEPTH + 1) + "1" + "}" * (MAX_DEPTH + 1),
        "",
        "{'a': 1}",
        '{"a": 1} x',
        b"\xff\xfe\xfd",
        "1" * 5000,
    ],
    ids=lambda text: repr(text[:24]),
)
def test_what_is_no_json_or_only_hurts_is_refused(text):
    with pytest.raises(ValueError):
        strict_loads(text)


def test_deep_enough_is_allowed():
    text = "[" * (MAX_DEPTH - 1) + "1" + "]" * (MAX_DEPTH - 1)
    assert json.dumps(strict_loads(text)) == text


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_plain_values_come_back(value):
    assert strict_loads(json.dumps(value)) == value
