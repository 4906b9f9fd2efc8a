"""The query language: bounded, and never an error."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.search.analysis import stemmed, words
from forum.search.documents import terms
from forum.search.language import MAX_CLAUSES, Clause, parse


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haeuser", "Haus"),
        ("Strasse", "Straße"),
        ("Größe", "Grösse"),
        ("Prämien", "Prämie"),
        ("FRANCHISE", "franchise"),
    ],
)
def test_spellings_meet(one, other):
    assert stemmed(words(one), "de") == stemmed(words(other), "de")


def test_different_words_stay_apart():
    assert stemmed(["prämie"], "de") != stemmed(["franchise"], "de")


def test_a_phrase_is_read_in_both_languages():
    assert parse('"die Prämien"').clauses[0].readings == (("die", "prami"), ("die", "pramien"))
    assert parse('"the claims"').clauses[0].readings == (("the", "claim"),)


def test_a_thread_is_read_in_its_own_language():
    assert terms("Prämien", "Versicherungen", "de")["title"] == "prami"
    english = terms("Claims", "the insurance and the Prämien", "en")
    assert english["body"].split()[1] == "insur"
    assert {"prami", "insuranc"} <= set(english["parts"])
    assert terms("How do I claim", "what the insurance and my doctor have sent to me")["body"].split()[2] == "insur"


def test_words_phrases_minus_prefix():
    query = parse('franchise "tiefere prämie" -hausarzt rechn*')
    assert [(clause.kind, clause.negative) for clause in query.clauses] == [
        ("term", False),
        ("phrase", False),
        ("term", True),
        ("prefix", False),
    ]
    assert query.clauses[3] == Clause("prefix", ("rechn",))


def test_filters():
    query = parse("in:praemien cat:reisen tag:Zahn by:@Velopapi is:solved after:2026-01-31 franchise")
    assert (query.categories, query.tags, query.authors) == (["praemien", "reisen"], ["zahn"], ["velopapi"])
    assert (query.states, query.after) == (["solved"], date(2026, 1, 31))
    assert len(query.clauses) == 1


@pytest.mark.parametrize("text", ["is:nonsense", "after:yesterday", "after:9999-99-99"])
def test_what_makes_no_sense_is_a_word(text):
    query = parse(text)
    assert query.states == []
    assert query.after is None
    assert query.clauses


@pytest.mark.parametrize("text", ["", "   ", "*", "-", '"', '""', "-franchise", "!!!"])
def test_nothing_to_look_for(text):
    assert parse(text).empty


@given(st.text(max_size=300))
def test_anything_is_bounded_and_never_an_error(text):
    query = parse(text)
    assert len(query.clauses) <= MAX_CLAUSES
    assert all(part for clause in query.clauses for part in clause.parts)
