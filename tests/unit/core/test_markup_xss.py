"""Hostile text through every door of the markup: nothing active comes out (SECURITY A 1.3.1, 3.2.2)."""

from collections.abc import Callable

import pytest

from forum.core.errors import Invalid
from forum.core.markup import html_to_markdown, render, sanitize
from tests.fixtures.html_oracle import findings
from tests.fixtures.shared import DATA, ROOT, needs, rows

OWN = rows(ROOT / "tests/fixtures/xss_own.jsonl")


def recorded(html: str) -> str:
    return render(html_to_markdown(html), limit=1_000_000)


@pytest.mark.parametrize("door", [render, sanitize, recorded])
def test_our_own_payloads_come_out_harmless(door: Callable[[str], str]) -> None:
    assert len(OWN) >= 40
    assert [(row["payload"], findings(door(row["payload"]))) for row in OWN if findings(door(row["payload"]))] == []


@needs("xss_payloads.jsonl")
@pytest.mark.parametrize("door", [render, sanitize, recorded])
def test_the_whole_corpus_comes_out_harmless(door: Callable[[str], str]) -> None:
    payloads = rows(DATA / "xss_payloads.jsonl")
    active = {}
    for row in payloads:
        try:
            found = findings(door(row["payload"]))
        except Invalid:
            continue
        if found:
            active[row["id"]] = found
    assert len(payloads) > 7_000
    assert active == {}


def test_another_sanitiser_could_take_the_place() -> None:
    nh3 = pytest.importorskip("nh3", reason="nh3 is not installed; it only proves that bleach can be replaced")
    assert [row for row in OWN if findings(nh3.clean(render(row["payload"])))] == []


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick=x>a</p>",
        '<a href="java\tscript:x">a</a>',
        '<img src="//evil.example/x">',
        '<p id="a">b</p>',
        '<a style="x">a</a>',
    ],
)
def test_the_oracle_sees_what_it_must(html: str) -> None:
    assert findings(html) != []


def test_the_oracle_lets_harmless_markup_pass() -> None:
    assert findings('<p><a href="https://a.example" rel="x">a</a> <img src="/u/1" alt="b"> <code>c</code></p>') == []
