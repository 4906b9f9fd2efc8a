"""Whatever is typed: rendering never fails, is clean, stays clean; imported text keeps its words."""

import html as entities
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from forum.core.errors import Invalid
from forum.core.markup import clean_text, html_to_markdown, plain, plain_html, render, sanitize
from tests.fixtures.html_oracle import findings

MARKS = (
    "* ** _ ~~ ` ``` [ ]( ) ![ ]: < > <b> </b> <script> <img src=x onerror=y> & &lt; &#x202e; | |-|-| # ## - 1. > \\ "
    "@a https://a.example javascript: data: \" ' = === --- : // /\\ \u202e \0 é 😀"
)
PIECES = st.sampled_from([*MARKS.split(" "), "\ud800", "\n", "\n\n", "    ", "\t", " ", "  \n", "\r\n"])
SOURCE = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join)
ATTRIBUTE = re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE)


@given(SOURCE)
@settings(max_examples=400, deadline=None)
def test_rendering_is_clean_and_stays_clean(source: str) -> None:
    html = render(source)
    assert findings(html) == []
    assert "<script" not in html.lower()
    assert not ATTRIBUTE.search(html)
    assert sanitize(html) == html


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_rendering_refuses_with_invalid_or_not_at_all(source: str) -> None:
    try:
        html = render(source, limit=300)
    except Invalid:
        assert len(source) > 300
    else:
        assert html.encode() is not None
        assert len(plain(source, 40)) <= 40


@given(SOURCE)
@settings(max_examples=300, deadline=None)
def test_the_sanitiser_alone_leaves_nothing_active(source: str) -> None:
    assert findings(sanitize(source)) == []


@given(SOURCE)
@settings(max_examples=300, deadline=None)
def test_recorded_text_comes_back_letter_by_letter(text: str) -> None:
    html = f"<p>{entities.escape(text)}</p>"
    shown = plain_html(render(html_to_markdown(html)))
    assert "".join(shown.split()) == "".join(clean_text(text).split())


INLINE = st.sampled_from(["b", "i", "em", "strong", "s", "span", "u", "mark"])
BLOCKS = st.sampled_from(["p", "div", "blockquote", "h1", "h4", "ul", "ol", "li", "td", "table", "tr", "dd"])


def wrapped(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(children, max_size=4).map("".join)
    return st.builds(lambda tag, inner: f"<{tag}>{inner}</{tag}>", st.one_of(INLINE, BLOCKS), many)


WORD = st.sampled_from(["Auto ", "Berg", " C*d ", "e_f", "<br>", " ", "1. ", "- ", "(x)", '"y"'])
TREE = st.recursive(WORD, wrapped, max_leaves=25)


@given(st.lists(TREE, max_size=5).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_word_of_nested_html_is_lost(html: str) -> None:
    words = re.compile(r"[^\W_]+")
    before = "".join(words.findall(plain_html(html)))
    after = "".join(words.findall(plain_html(render(html_to_markdown(html)))))
    assert sorted(after) == sorted(before)  # text astray between table rows moves in front of the table
