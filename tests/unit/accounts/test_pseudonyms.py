"""Proposed pseudonyms."""

from forum.accounts import handles, pseudonyms
from forum.accounts.names import fold


def test_every_proposal_may_be_chosen():
    for _ in range(200):
        for name in pseudonyms.candidates():
            assert handles.fault(name, ("Alpenblick Versicherung", "Alpenblick", "Stube")) == "", name


def test_every_word_fits_with_every_other():
    longest = max(map(len, pseudonyms.BEFORE)) + max(map(len, pseudonyms.THINGS)) + 4
    assert longest <= handles.MOST
    assert len(pseudonyms.BEFORE) * len(pseudonyms.THINGS) > 5000
    assert not any("ß" in word for word in pseudonyms.BEFORE + pseudonyms.THINGS)
    assert len({fold(word) for word in pseudonyms.THINGS}) == len(pseudonyms.THINGS)


def test_a_taken_name_is_never_proposed():
    asked = []

    def taken(names):
        names = list(names)
        asked.append(names)
        return set(names) if len(asked) < 3 else set(names[:-1])

    proposal = pseudonyms.propose(taken)
    assert len(asked) == 3
    assert proposal == asked[-1][-1]
