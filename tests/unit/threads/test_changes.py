"""What an edit changed: nothing is lost, whatever the texts."""

from hypothesis import given
from hypothesis import strategies as st

from forum.threads.queries.changes import MOST, Change, compare, pieces

WORDS = st.text(alphabet="ab \n", max_size=60)


def test_words_are_compared():
    assert compare("Das kostet hundert Franken.", "Das kostet zwei Franken.") == [
        Change("same", "Das kostet "),
        Change("gone", "hundert "),
        Change("new", "zwei "),
        Change("same", "Franken."),
    ]


def test_equal_texts_have_one_piece_and_empty_ones_none():
    assert compare("gleich", "gleich") == [Change("same", "gleich")]
    assert compare("", "") == []
    assert compare("", "neu") == [Change("new", "neu")]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_changes(old, new):
    found = compare(old, new)
    assert "".join(change.text for change in found if change.kind != "new") == old
    assert "".join(change.text for change in found if change.kind != "gone") == new


def test_long_texts_become_coarser_pieces():
    words, lines = "wort " * (MOST + 1), "zeile\n" * (MOST + 1)
    assert len(pieces(words, "kurz")[0]) == 1
    assert pieces(lines, "kurz") == ([lines], ["kurz"])
    assert len(pieces("ein wort\n" * (MOST - 1), "kurz")[0]) == MOST - 1
