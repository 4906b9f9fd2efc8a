"""What the bench throws is what the doors let in, and its statistics tell alike from different."""

import pytest

from forum.bench import bombs
from forum.bench.answers import same
from forum.bench.words import prose
from forum.core.errors import Invalid
from forum.core.markup import MAX_SOURCE, render
from forum.core.strict_json import strict_loads


@pytest.mark.parametrize("name", bombs.JSON)
def test_json_crashers_are_refused_or_read(name):
    try:
        strict_loads(bombs.JSON[name])
    except ValueError:
        return
    assert name == "many keys"


@pytest.mark.parametrize("text", bombs.LONG.values(), ids=bombs.LONG)
def test_markdown_bombs_stay_small(text):
    try:
        html = render(text[:MAX_SOURCE])
    except Invalid:
        return
    assert len(html) < 60 * MAX_SOURCE


def test_the_honest_text_has_the_greatest_length():
    assert len(prose(MAX_SOURCE)) == MAX_SOURCE
    assert "<strong>" in render(prose(MAX_SOURCE))


def test_mann_and_whitney():
    one = [float(number % 97) for number in range(200)]
    other = [float(number % 89) + 0.5 for number in range(200)]
    assert same(one, one[::-1]) > 0.9
    assert same(one, [value + 40 for value in one]) < 0.001
    assert 0.01 < same(one, other) < 1
