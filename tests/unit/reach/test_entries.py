"""Which way somebody came in: told apart by what a browser says, and machines left out."""

import pytest

from forum.core.entrance import carried, parted
from forum.reach.entries import Visit, entry_of

PERSON = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
OWN, PORTAL = frozenset({"forum.example"}), frozenset({"portal.example"})


def entry(**said: str) -> str | None:
    return entry_of(Visit(**{"agent": PERSON, **said}), OWN, PORTAL)


@pytest.mark.parametrize(
    ("referrer", "expected"),
    [
        ("https://www.google.com/", "search"),
        ("https://www.google.ch/", "search"),
        ("https://google.co.uk/", "search"),
        ("https://www.bing.com/", "search"),
        ("https://duckduckgo.com/", "search"),
        ("https://www.ecosia.org/", "search"),
        ("https://search.brave.com/", "search"),
        ("https://ch.search.yahoo.com/", "search"),
        ("android-app://com.google.android.googlequicksearchbox/", "search"),
        ("https://portal.example/rechnungen", "portal"),
        ("https://mail.google.com/", "other"),
        ("https://www.google.com.evil.example/", "other"),
        ("https://chat.example/", "other"),
        ("http://[broken", "direct"),
        ("", "direct"),
    ],
)
def test_the_other_site_names_the_entry(referrer, expected):
    assert entry(referrer=referrer) == expected


def test_a_mark_in_the_address_names_it_unless_one_goes_on_inside():
    assert entry(via="qr") == "qr"
    assert entry(via="call", referrer="https://chat.example/", site="cross-site", mode="navigate") == "call"
    assert entry(via="qr", referrer="https://forum.example/") is None
    assert entry(via="qr", site="same-origin") is None
    assert entry(via="nonsense") == "direct"


def test_a_site_that_hides_its_name_is_still_another_site():
    assert entry(site="cross-site", mode="navigate") == "other"
    assert entry(site="none", mode="navigate") == "direct"


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.5.0",
        "python-requests/2.32",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0",
        "Mozilla/5.0 (Linux; Android 11) Chrome-Lighthouse",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23",
    ],
)
def test_machines_do_not_arrive(agent):
    assert entry(agent=agent) is None


def test_what_is_no_opening_does_not_count():
    assert entry(mode="cors") is None
    assert entry(purpose="prefetch") is None
    assert entry(cache="max-age=0") is None
    assert entry(cache="") == "direct"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("via=qr", ("qr", "")),
        ("a=1&via=qr&b=2", ("qr", "a=1&b=2")),
        ("via=qr&via=call", ("qr", "")),
        ("via=%3Cx%3E&a=1", ("", "a=1")),
        ("via=" + "x" * 100, ("", "")),
        ("q=via=x", ("", "q=via=x")),
    ],
)
def test_the_mark_is_taken_out_of_the_query(query, expected):
    assert parted(query) == expected


def test_the_mark_is_put_back_before_the_anchor():
    assert carried("/t/1-x#p2", "qr") == "/t/1-x?via=qr#p2"
    assert carried("/t/1-x?after=a", "qr") == "/t/1-x?after=a&via=qr"
