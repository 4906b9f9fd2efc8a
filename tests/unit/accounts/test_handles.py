"""Which pseudonyms are refused."""

import pytest

from forum.accounts import handles, pseudonyms
from forum.accounts.names import skeleton
from tests.fixtures.shared import DATA, needs, rows

BRAND = ("Alpenblick Versicherung", "Alpenblick", "Stube")


@pytest.mark.parametrize(
    "name",
    [
        "Haselnuss", "Föhn_7", "a.b-c", "Stubenhocker", "Bergteamgeist", "Zoë", "x" * 30, "Müller-Näf", "Jürg", "Noël",
        "D'Angelo", "D’Angelo", "Petrović", "Łukasz", "Yıldız", "Šimun", "Çelik", "von.Arx", "Gächter", "O'Neill",
        "Maître", "Webster", "Testorelli", "Freeman", "Nadia_92", "Infotainment",
    ],
)  # fmt: skip
def test_allowed(name):
    assert handles.fault(handles.spelled(name), BRAND) == ""


@pytest.mark.parametrize(
    "name",
    [
        "ab", "x" * 31, "12345", "a b", "a..b", ".abc", "abc-", "a/b", "a@b.ch", "Ærøß\u200b", "аdmin", "ａｄｍｉｎ",
        "🏔🏔🏔", "admin", "Admin", "ädmin", "adm1n", "4dm1n", "admin_7", "team-schweiz", "stube", "Stube7",
        "alpenblicker", "Alpenblick", "a1penb1ick", "moderatorin", "erased-5", "my.support", "sup.port",
    ],
)  # fmt: skip
def test_refused(name):
    assert handles.fault(name, BRAND)


@needs("usernames_attack.jsonl")
def test_no_reserved_name_and_no_look_alike_of_the_house_passes():
    known = rows(DATA / "usernames_attack.jsonl")
    passed = [row["name"] for row in known if not handles.fault(handles.spelled(row["name"].strip()), BRAND)]
    assert len(known) == 1551
    assert passed == []


def test_every_pseudonym_that_is_proposed_may_be_chosen():
    pairs = [before + thing.lower() for before in pseudonyms.BEFORE for thing in pseudonyms.THINGS]
    assert [name for name in [*pseudonyms.THINGS, *pairs] if handles.fault(name, BRAND)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haselnuss", "Hase1nuss"), ("Haselnuss", "HaseInuss"), ("Haselnuss", "Häselnüss"), ("Noel", "N0el"),
        ("Haselnuss", "hasel_nuss"), ("Werner", "Wemer"), ("Wanda", "VVanda"), ("Dachs", "Clachs"), ("Lukas", "Łukas"),
        ("D'Angelo", "DAngelo"), ("Yildiz", "Yıldız"), ("Igel", "lgel"),
    ],
)  # fmt: skip
def test_what_one_takes_for_the_other_has_one_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Anna", "Anne"), ("Tim2", "Tim3"), ("Reh", "Rehe"), ("Müller", "Mueller")])
def test_what_differs_at_a_glance_does_not(one, other):
    assert skeleton(one) != skeleton(other)
