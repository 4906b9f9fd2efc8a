"""Every page of every role is ours alone: no other host, no inline script or style, no form of a guest with a token."""

from html.parser import HTMLParser

import pytest

from tests.contract.addresses import addresses
from tests.contract.community import ROLES

LOADED = {
    "script": ("src",), "link": ("href",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"),
    "use": ("href", "xlink:href"), "image": ("href", "xlink:href"), "form": ("action",), "object": ("data",),
    "video": ("src", "poster"), "audio": ("src",), "button": ("formaction",), "input": ("formaction", "src"),
    "base": ("href",), "embed": ("src",),
}  # fmt: skip


DATA = {"application/json", "application/ld+json"}


class Reader(HTMLParser):
    """Collects what a page must not have."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.tokens = 0
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if given.get("rel") == "canonical":
            return  # names our own public address and is not loaded
        for name in LOADED.get(tag, ()):
            target = given.get(name, "/")
            if (target and not target.startswith(("/", "#", "data:image/"))) or target.startswith("//"):
                self.faults.append(f"<{tag} {name}={target!r}>")
        self.faults += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in DATA):
            self.faults.append(f"<{tag}> inline")
        if given.get("href", "").lower().startswith(("javascript:", "data:", "vbscript:")):
            self.faults.append(given["href"])
        self.tokens += given.get("name") == "csrf_token"
        if "id" in given:
            self.ids.append(given["id"])


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_ours_alone(stage, role):
    visitor, faults, tokens, pages = stage.visitor(role), {}, {}, 0
    for endpoint, path in sorted(set(addresses(stage.app))):
        answer = visitor.get(path)
        kind, page = answer.mimetype, answer.get_data(as_text=True)
        cached = "public" in answer.headers.get("Cache-Control", "")
        answer.close()
        if kind != "text/html":
            continue
        pages += 1
        seen = read(page)
        twice = {name for name in seen.ids if seen.ids.count(name) > 1}
        if seen.faults or twice:
            faults[f"{endpoint} {path}"] = [*seen.faults, *(f"id {name} twice" for name in twice)][:5]
        if cached and seen.tokens:
            tokens[path] = seen.tokens
    assert pages > 50
    assert not faults
    assert not tokens, "a page from memory cannot hold somebody's token"


def test_the_reader_sees_what_is_wrong():
    bad = '<script>1</script><img src="//x.test/a"><a onclick="x" href="javascript:1"><link href="https://x.test/c">'
    assert len(read(bad + '<p style="x">').faults) == 6
    assert read('<a href="https://x.test">leave</a><img src="/static/a.svg"><form action="/x">').faults == []
