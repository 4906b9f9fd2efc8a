"""Pieces of pages are kept within a bound, and made anew after it."""

import pytest

from forum.core import fragments


@pytest.fixture(autouse=True)
def small(app, monkeypatch):
    monkeypatch.setattr(fragments, "MOST_BYTES", 10_000)
    fragments.forget()
    with app.test_request_context():
        yield
    fragments.forget()


def made(key: str, length: int, times: list[str]) -> str:
    def render() -> str:
        times.append(key)
        return key * length

    return str(fragments.fragment(key, render))


def test_a_piece_is_rendered_once():
    times: list[str] = []
    assert made("a", 100, times) == made("a", 100, times) == "a" * 100
    assert times == ["a"]


def test_pieces_past_the_bound_push_out_the_others():
    times: list[str] = []
    for key in "abcd":
        made(key, 2_400, times)
    made("a", 2_400, times)
    assert times == [*"abcd"], "four of them fit"
    made("e", 2_400, times)
    made("e", 2_400, times)
    made("a", 2_400, times)
    assert times == [*"abcdea"]


def test_the_bound_counts_from_nothing_after_forgetting():
    times: list[str] = []
    for _ in range(20):
        made("a", 4_000, times)
        fragments.forget()
    made("a", 4_000, times)
    made("b", 4_000, times)
    made("a", 4_000, times)
    assert times == ["a"] * 21 + ["b"]
