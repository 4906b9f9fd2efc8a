"""Which pseudonyms are refused."""

import pytest

from forum.accounts import handles
from tests.fixtures.shared import DATA, needs, rows

BRAND = ("Alpenblick Versicherung", "Alpenblick", "Stube")


@pytest.mark.parametrize("name", ["Haselnuss", "Föhn_7", "a.b-c", "Stubenhocker", "Bergteamgeist", "Zoë", "x" * 30])
def test_allowed(name):
    assert handles.fault(name, BRAND) == ""


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
def test_no_look_alike_of_the_house_passes():
    known = rows(DATA / "usernames_attack.jsonl")
    attacks = [row for row in known if row["kind"] != "reserved"]
    passed = [row["name"] for row in attacks if not handles.fault(row["name"].strip(), BRAND)]
    assert len(attacks) > 900
    assert passed == []
