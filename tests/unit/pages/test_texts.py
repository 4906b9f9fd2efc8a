"""The fixed texts: complete in every voice, of one version, Swiss, and shown under a page's heading."""

import re
from dataclasses import replace

import pytest

from forum.accounts.queries.links import KEPT
from forum.accounts.views.throttle import DEVICE
from forum.config import Settings
from forum.pages import texts
from tests.unit.structure.vocabulary import FORUM

VOICES = [("de", False), ("de", True), ("en", False)]
SECTIONED = ["rules", "privacy", "imprint", "accessibility", "contact"]
DU = re.compile(r"\b(?:du|dich|dir|dein\w*)\b", re.IGNORECASE)


@pytest.mark.parametrize("key", texts.KEYS)
@pytest.mark.parametrize(("language", "formal"), VOICES)
def test_a_text_is_there_with_title_version_and_date(key, language, formal):
    shown = texts.text(key, language, formal)
    assert shown.title
    assert shown.version == texts.VERSIONS[key]
    assert shown.date.year >= 2026
    assert "{{" not in shown.html


@pytest.mark.parametrize("key", texts.KEYS)
def test_all_voices_of_a_text_have_the_same_version_and_shape(key):
    shapes = set()
    for language, formal in VOICES:
        shown = texts.text(key, language, formal)
        shapes.add(
            (shown.version, shown.date, shown.html.count("<h2>"), shown.html.count("<li>"), shown.html.count("<td>"))
        )
    assert len(shapes) == 1


@pytest.mark.parametrize("key", texts.KEYS)
def test_german_is_swiss_and_the_form_of_address_is_kept(key):
    informal, formal = texts.text(key, "de"), texts.text(key, "de", formal=True)
    assert "ß" not in informal.html + formal.html
    assert not DU.search(formal.html)
    assert informal.html != formal.html or not DU.search(informal.html)


@pytest.mark.parametrize("key", SECTIONED)
def test_sections_stand_right_under_the_title(key):
    shown = texts.text(key, "de").html
    assert "<h2>" in shown
    assert not re.search(r"<h[1456]>", shown)


def test_the_charter_has_five_sentences():
    assert texts.text("charter", "de").html.count("<li>") == 5


def test_the_brand_is_filled_in_and_cannot_bring_markup():
    shown = texts.text("imprint", "en", settings=replace(Settings(), brand_name="<b>Berg</b> & Tal"))
    assert "&lt;b&gt;Berg&lt;/b&gt; &amp; Tal" in shown.html
    assert "Alpenblick" not in shown.html.replace("alpenblick.example", "")


def test_links_lead_to_pages_of_ours_or_to_the_mail_address():
    for key in texts.KEYS:
        for address in re.findall(r'href="([^"]+)"', texts.text(key, "de").html):
            assert re.fullmatch(r"/[a-z-]+(?:#portal)?|mailto:stube@alpenblick\.example", address), address


def test_the_portal_is_linked_but_no_page_links_to_itself():
    own = texts.text("contact", "de").html
    elsewhere = texts.text("contact", "de", settings=replace(Settings(), portal_url="https://portal.example/")).html
    assert "Kundenportal der" in own
    assert 'href="/contact' not in own
    assert 'href="https://portal.example/"' in elsewhere


def test_the_privacy_notice_names_every_cookie_there_is():
    set_by = {"KEPT": KEPT, "DEVICE": DEVICE}
    sources = [path.read_text(encoding="utf-8") for path in FORUM.rglob("*.py")]
    names = {name for source in sources for name in re.findall(r"send_cookie\(\s*(\w+|\"\w+\"),", source)}
    cookies = {name.strip('"') if name.startswith('"') else set_by[name] for name in names} | {"session"}
    for language, formal in VOICES:
        shown = texts.text("privacy", language, formal).html
        assert {name for name in cookies if f"<code>{name}</code>" not in shown} == set()


def test_an_unknown_text_is_an_error():
    with pytest.raises(KeyError):
        texts.text("terms", "de")
