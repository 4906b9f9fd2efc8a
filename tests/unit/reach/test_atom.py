"""A feed is well-formed whatever people wrote, and says what RFC 4287 asks for."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from forum.reach.atom import Feed, Item, write

NAMES = {"a": "http://www.w3.org/2005/Atom"}
AT = datetime(2026, 5, 4, 8, 30, tzinfo=UTC)


def feed(*items: Item) -> ET.Element:
    made = Feed(
        base="https://forum.example", path="/feed.atom", about="/", title="T", subtitle="S", lang="de-CH", items=items
    )
    return ET.fromstring(write(made))  # noqa: S314 - our own


def item(title: str = "Titel", html: str = "<p>x</p>") -> Item:
    return Item(
        path="/t/1-x", name="t/1", title=title, html=html, author="Ä & Ö", topic="Prämien", published=AT, updated=AT
    )


def test_every_entry_has_what_the_norm_demands():
    root = feed(item())
    for one in [root, *root.findall("a:entry", NAMES)]:
        assert one.find("a:id", NAMES).text.startswith("tag:forum.example,2026:")
        assert one.find("a:title", NAMES).text
        assert datetime.fromisoformat(one.find("a:updated", NAMES).text) == AT
    entry = root.find("a:entry", NAMES)
    assert entry.find("a:author/a:name", NAMES).text == "Ä & Ö"
    assert entry.find("a:link", NAMES).get("href") == "https://forum.example/t/1-x"
    assert root.find("a:link[@rel='self']", NAMES).get("href") == "https://forum.example/feed.atom"
    assert {entry.find("a:id", NAMES).text, root.find("a:id", NAMES).text} == {
        "tag:forum.example,2026:t/1",
        "tag:forum.example,2026:feed.atom",
    }


def test_what_people_wrote_stays_text():
    root = feed(item("</title><script>\x00\x0b\ufffe & ]]>", '<p title="a">1 &lt; 2</p>'))
    entry = root.find("a:entry", NAMES)
    assert entry.find("a:title", NAMES).text == "</title><script> & ]]>"
    assert entry.find("a:content", NAMES).text == '<p title="a">1 &lt; 2</p>'
    assert entry.find("a:content", NAMES).get("type") == "html"


def test_an_empty_feed_is_valid_too():
    assert datetime.fromisoformat(feed().find("a:updated", NAMES).text).tzinfo is not None
