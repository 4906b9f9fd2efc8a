"""Ranges of applied happenings: small, with gaps where lines were refused."""

from hypothesis import given
from hypothesis import strategies as st

from forum.recorded.ranges import Ranges


def test_joined_numbers_are_one_range_even_if_some_are_skipped() -> None:
    ranges = Ranges()
    for number in (1, 2, 5, 9):
        ranges.add(number, joined=True)
    assert ranges.pairs() == [[1, 9]]
    assert 4 in ranges


def test_a_refused_line_leaves_a_gap_that_can_be_filled() -> None:
    ranges = Ranges([[1, 3]])
    ranges.add(5, joined=False)
    assert 4 not in ranges
    ranges.add(4, joined=False)
    assert 4 in ranges
    assert Ranges(ranges.pairs()).pairs() == [[1, 3], [4, 4], [5, 5]]


@given(st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_exactly_what_was_added_is_in_it_when_everything_else_was_refused(first: set[int], later: set[int]) -> None:
    ranges = Ranges()
    for numbers in (first, later):
        for number in sorted(numbers):
            ranges.add(number, joined=False)
    assert {number for number in range(61) if number in ranges} == first | later
