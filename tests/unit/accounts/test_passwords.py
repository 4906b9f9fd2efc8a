"""Passwords: which are refused, and how they are kept."""

import hashlib

import pytest

from forum.accounts import passwords
from tests.fixtures.common_passwords import listed
from tests.fixtures.shared import needs

ABOUT = ("Haselnuss", "hasel.nuss@example.test", "hasel.nuss", "Alpenblick Versicherung", "Stube")


@pytest.mark.parametrize(
    "password",
    ["Korrekt Pferd Batterie", "xk7Qpw2z", "ein Murmeltier pfeift laut", "密码密码一二三四", "abcd-" * 50, "  Wände."],
)  # fmt: skip
def test_accepted(password):
    assert passwords.fault(password, ABOUT) == ""


@pytest.mark.parametrize(
    "password",
    ["", "1234567", "12345678", "87654321", "abcdefgh", "qwertzui", "aaaaaaaa", "abababab", "Passwort", "passwort123!",
     "P.a.s.s.w.o.r.t", "haselnuss", "HASELNUSS2026", "hasel.nuss", "hasel.nuss@example.test", "alpenblickversicherung",
     "Alpenblick Versicherung 1", "x" * 257],
)  # fmt: skip
def test_refused(password):
    assert passwords.fault(password, ABOUT)


def test_kept_as_argon2id_with_these_parameters():
    kept = passwords.hash_password("ein Murmeltier pfeift laut")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert kept != passwords.hash_password("ein Murmeltier pfeift laut"), "each has a salt of its own"
    assert passwords.verify(kept, "ein Murmeltier pfeift laut")
    assert not passwords.verify(kept, "ein Murmeltier pfeift leise")
    assert not passwords.outdated(kept)
    assert passwords.outdated(kept.replace("t=2", "t=1"))


def test_nothing_is_cut_off_and_spellings_of_one_letter_are_one():
    kept = passwords.hash_password("a" * 72 + "x")
    assert not passwords.verify(kept, "a" * 72 + "y")
    assert passwords.verify(passwords.hash_password("Bündner Gämse"), "Bu\u0308ndner Ga\u0308mse")


@pytest.mark.parametrize("known", [None, "", "not a hash"])
def test_without_a_usable_hash_nobody_gets_in(known):
    assert not passwords.verify(known, "nobody has this password")


@needs("passwords_common.txt")
def test_none_of_the_passwords_that_are_tried_first_is_taken():
    known = listed()
    spelled = [*known, *(password.title() for password in known), *(password.upper() for password in known)]
    assert len(known) == 23_750
    assert [password for password in spelled if not passwords.fault(password, ABOUT)] == []


def test_few_others_share_a_fingerprint_with_them():
    made = [hashlib.sha256(str(number).encode()).hexdigest()[:12] for number in range(20_000)]
    assert [password for password in made if passwords.fault(password, ABOUT)] == []


@pytest.mark.parametrize("length", [64, 65, 128, 256])
def test_long_ones_are_welcome(length):
    assert passwords.fault(("ein Murmeltier pfeift " * 20)[: length - 1] + "x", ABOUT) == ""
