"""Compounds, slips, languages, closeness: pure."""

import pytest

from forum.search.analysis import forms, is_english, key, synonyms, words
from forum.search.closeness import Candidate, asked_words, closeness, names_of, weighed
from forum.search.compounds import split_all
from forum.search.language import parse
from forum.search.queries.correction import as_shown, distance
from forum.search.queries.highlight import highlight

KNOWN = {"zusatz": 3, "versicherung": 9, "haus": 4, "arzt": 8, "hausarzt": 2, "modell": 3, "praemien": 5, "unter": 9}
KNOWN |= {"verbilligung": 2, "lagen": 4, "schule": 3, "buch": 2, "selten": 1, "heit": 1}


def known(keys):
    return {word: KNOWN.get(word, 0) for word in keys}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("zusatzversicherung", {"zusatz", "versicherung"}),
        ("hausarztmodell", {"hausarzt", "modell"}),
        ("praemienverbilligung", {"praemien", "verbilligung"}),
        ("schulbuecher", set()),
        ("schulbuch", {"schule", "buch"}),
        ("unterlagen", set()),
        ("seltenheit", set()),
        ("versicherung", set()),
    ],
)
def test_compounds_are_split_only_into_words_of_the_forum(word, parts):
    assert set(split_all({word}, known).get(word, ())) == parts


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("franchise", "franchise", 0),
        ("frnachise", "franchise", 1),
        ("franchse", "franchise", 1),
        ("frranchise", "franchise", 1),
        ("frenchise", "franchise", 1),
        ("frenchisse", "franchise", 2),
        ("praemie", "franchise", 3),
        ("", "abc", 3),
    ],
)
def test_slips_are_counted(one, other, slips):
    assert distance(one, other, 2) == distance(other, one, 2) == slips


def test_a_suggestion_needs_the_word_in_what_is_shown():
    closest = {"frnachise": "franchise"}
    assert as_shown("frnachise wechseln", closest, ["Wie hoch ist die Franchise?"]) == [
        ("Franchise", True),
        (" wechseln", False),
    ]
    assert as_shown("frnachise wechseln", closest, ["Prämien"]) == []


def test_english_and_german_meet_their_own_stems():
    assert set(forms("insurance")) & set(forms("insured"))
    assert set(forms("claims")) & set(forms("claim"))
    assert is_english(words("I have to send them the invoice of my doctor and the insurance"))
    assert not is_english(words("Ich sende die Rechnung und warte in der Praxis auf den Arzt"))


def test_umlauts_are_spelt_alike_in_the_vocabulary():
    assert key("prämie") == key("praemie") == "praemie"


def test_small_words_are_left_out_unless_they_are_all_there_is():
    assert [clause.word for clause in parse("wie kann ich die franchise wechseln").clauses] == ["franchise", "wechseln"]
    assert [clause.word for clause in parse("wie ist das").clauses] == ["wie", "ist", "das"]
    assert parse("-die").empty


def test_names_of_one_thing_know_each_other():
    assert forms("spital")[0] in synonyms()[forms("klinik")[0]]


def test_a_title_counts_more_than_a_text_and_a_rare_word_more_than_a_usual_one():
    meanings = [weighed(names_of(word, (), ""), {"brill": 1, "zahlt": 90}, 100) for word in ("brille", "zahlt")]

    def close(title, text):
        return closeness(meanings, "Brille zahlt", Candidate(1, title, text, 0))

    assert close("Brille", "") > close("Anderes", "Brille") > close("Anderes", "zahlt") > close("Anderes", "")
    assert close("Kinderbrille", "") > close("Kinder", "")


def test_words_that_say_something():
    assert asked_words("Was ist mit der Franchise, der Franchise?") == ["franchise"]
    assert asked_words("Was ist das?") == ["was", "ist", "das"]


def test_highlights_mark_words_and_compounds_around_them():
    pieces = highlight("Die Zusatzversicherung zahlt.", forms("versicherung"))
    assert ("Zusatzversicherung", True) in pieces
    assert "".join(text for text, _marked in pieces) == "Die Zusatzversicherung zahlt."
