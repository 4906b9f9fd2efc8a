"""Addresses and small things people type."""

import pytest

from forum.accounts.forms import Fields, parse_email
from forum.accounts.handlers.mail import KINDS
from forum.accounts.views.devices import label
from forum.core.errors import Invalid
from forum.core.i18n import catalogue


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" a@b.ch ", "a@b.ch"), ("A.b+c@Example.COM", "A.b+c@example.com"), ("x@bücher.ch", "x@xn--bcher-kva.ch"),
        ("o'neill@sub.example.test", "o'neill@sub.example.test"),
    ],
)  # fmt: skip
def test_addresses(typed, kept):
    assert parse_email({"email": typed}) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "a", "@b.ch", "a@", "a@b", "a@@b.ch", "a b@c.ch", "a@b..ch", ".a@b.ch", "a.@b.ch", "a..b@c.ch", "a@-b.ch",
     "ä@b.ch", "a@b.ch\nBcc: c@d.ch", "a@b.ch\x00", "x" * 65 + "@b.ch", "a@" + "b" * 64 + ".ch",
     "a@" + "b." * 130 + "ch", '"a"@b.ch', "a@[127.0.0.1]", "<a@b.ch>"],
)  # fmt: skip
def test_no_addresses(typed):
    with pytest.raises(Invalid):
        parse_email({"email": typed})


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud800b", "a\x1bb", "a\u202eb"])
def test_what_cannot_be_kept_is_refused(typed):
    fields = Fields({"bio": typed})
    fields.text("bio", most=10)
    assert fields.errors.keys() == {"bio"}


def test_line_breaks_and_emoji_are_fine():
    fields = Fields({"bio": "eins\r\nzwei 🏔️ 👩‍🌾"})
    assert fields.text("bio", most=40) == "eins\nzwei 🏔️ 👩‍🌾"
    assert fields.errors == {}


def test_browsers_are_named_without_their_version():
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    assert label(agent) == "Firefox, Linux"
    assert label("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120") == "Edge, Windows"
    assert label("curl/8") == ""


@pytest.mark.parametrize("kind", KINDS)
def test_subjects_speak_both_voices(kind):
    msgid = KINDS[kind].subject._args[0]
    assert catalogue("de")[msgid] != catalogue("de-formal")[msgid]
