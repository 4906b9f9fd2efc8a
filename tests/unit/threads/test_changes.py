"""What an edit changed: nothing is lost, whatever the texts."""

from hypothesis import given
from hypothesis import strategies as st

from forum.threads.queries import changes
from forum.threads.queries.changes import MOST, Change, compare

WORDS = st.text(alphabet="ab \n", max_size=60)


def test_words_are_compared():
    assert compare("Das kostet hundert Franken.", "Das kostet zwei Franken.") == [
        Change("same", "Das kostet "),
        Change("gone", "hundert"),
        Change("new", "zwei"),
        Change("same", " Franken."),
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


def test_a_word_in_a_very_long_text_is_still_one_word():
    words = "wort " * (3 * MOST)
    assert compare(words, words + "mehr ") == [Change("same", words), Change("new", "mehr ")]
    assert [change.kind for change in compare(words + "alt " + words, words + "neu " + words)] == [
        "same",
        "gone",
        "new",
        "same",
    ]


def test_long_changes_are_compared_line_by_line_and_their_words_as_far_as_time_allows():
    lines = [f"Zeile {number} mit ein paar Wörtern\n" for number in range(400)]
    changed = [line.replace("paar", "wenigen") if number % 50 == 0 else line for number, line in enumerate(lines)]
    found = compare("".join(lines), "".join(changed))
    assert [change.text for change in found if change.kind == "gone"] == ["paar"] * 8
    assert [change.text for change in found if change.kind == "new"] == ["wenigen"] * 8


def test_texts_that_have_nothing_in_common_are_left_whole():
    old, new = "".join(f"a{n} " for n in range(MOST + 1)), "".join(f"b{n} " for n in range(MOST + 1))
    assert compare(old, new) == [Change("gone", old[:-1]), Change("new", new[:-1]), Change("same", " ")]
    rows = "x\n" * (MOST + 1)
    assert compare(f"a {rows} a", f"b {rows}{rows} b")[0].kind == "gone"


def test_a_hostile_text_takes_no_more_steps_than_allowed(monkeypatch):
    sizes = []
    plain = changes.SequenceMatcher

    def counted(junk, before, after):
        sizes.append(len(before) * len(after))
        return plain(junk, before, after)

    monkeypatch.setattr(changes, "SequenceMatcher", counted)
    for one, other in (
        ("a b\n" * 4_000, "b a\n" * 4_000),
        ("a " * 10_000, "a b " * 5_000),
        ("ab" * 10_000, "ba" * 10_000),
    ):
        sizes.clear()
        compare(one[:20_000], other[:20_000])
        assert sum(sizes) <= 2 * MOST * MOST


def test_the_space_and_the_new_line_behind_a_changed_word_are_not_struck_through():
    assert [(one.kind, one.text) for one in compare("- zwei\n  1. a", "- drei\n  1. a")] == [
        ("same", "- "), ("gone", "zwei"), ("new", "drei"), ("same", "\n  1. a"),
    ]  # fmt: skip
    assert [(one.kind, one.text) for one in compare("eins \nzwei", "elf\nzwei")] == [
        ("gone", "eins "), ("new", "elf"), ("same", "\nzwei"),
    ]  # fmt: skip


def test_a_word_before_which_nothing_changed_stays_when_a_paragraph_follows():
    assert [(one.kind, one.text) for one in compare("Das gilt nicht.", "Das gilt nicht.\n\nNachtrag.")] == [
        ("same", "Das gilt nicht."), ("new", "\n\nNachtrag."),
    ]  # fmt: skip
    assert [one.kind for one in compare("Das gilt nicht.", "Das gilt nichts.")] == ["same", "gone", "new"]
