"""HTML of recorded communities becomes Markdown of ours without losing a word."""

import re
import unicodedata

import pytest

from forum.core.markup import html_to_markdown, plain_html, render
from tests.fixtures.shared import COMMUNITY, needs, rows

POSTS = rows(COMMUNITY / "posts.jsonl.gz")


def there_and_back(html: str) -> str:
    return render(html_to_markdown(html), limit=1_000_000)


def words(html: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", plain_html(html)))


def lost(html: str) -> list[str]:
    """Words of the original that the result does not show in the same order."""
    shown = iter(words(there_and_back(html)))
    return [word for word in words(html) if word not in shown]


@needs("se_conlang_meta")
def test_no_word_of_any_recorded_post_is_lost() -> None:
    assert len(POSTS) == 169
    assert {post["id"]: lost(post["body_html"]) for post in POSTS if lost(post["body_html"])} == {}


@needs("se_conlang_meta")
def test_recorded_posts_keep_their_text_exactly_apart_from_pictures() -> None:
    def squeezed(html: str) -> str:
        return re.sub(r"\s+", "", plain_html(html))

    plain_posts = [post for post in POSTS if "<img" not in post["body_html"]]
    assert len(plain_posts) > 140
    differing = [p["id"] for p in plain_posts if squeezed(p["body_html"]) != squeezed(there_and_back(p["body_html"]))]
    assert differing == []


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <strong>b</strong> <em>c</em> <del>d</del></p>", "a **b** *c* ~~d~~"),
        ("<p><b><i>a</i></b></p>", "***a***"),
        ("<p>a<strong> b </strong>c</p>", "a **b** c"),
        ('<p>a<em>"b"</em>c</p>', 'a"b"c'),
        ("<p><b>a</b><i>b</i></p>", "ab"),
        ("<h2>a</h2><p>b</p>", "## a\n\nb"),
        ("<h1>C#</h1>", "# C\\#"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<ol start=3><li><p>a</p></li><li><p>b</p></li></ol>", "3. a\n\n4. b"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        ("<ul><li>a<ol start=7><li>b</li></ol></li></ul>", "- a\n\n  7. b"),
        ("<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>", "> a\n>\n> > b"),
        ('<blockquote class="spoiler"><p>a</p></blockquote>', "> a"),
        ("<pre><code>a &lt; b\n  c\n</code></pre>", "```\na < b\n  c\n```"),
        ("<pre>```\na</pre>", "````\n```\na\n````"),
        ("<p><code>a`b</code> <kbd>Ctrl</kbd></p>", "``a`b`` `Ctrl`"),
        ("<p>x<sup>2</sup> y<sup>ab</sup> H<sub>2</sub>O</p>", "x² y^(ab) H₂O"),
        ('<p><a href="https://a.example/b(c)?d=1&amp;e">f</a></p>', "[f](https://a.example/b%28c%29?d=1&e)"),
        ('<p><a href="/questions/1">a</a> <a href="javascript:x">b</a></p>', "a b"),
        ('<p><img src="https://a.example/b.png" alt="c"></p>', "![c](https://a.example/b.png)"),
        ("<p>a<br>b<br/></p>", "a\\\nb"),
        ("<p>a<hr>b", "a\n\n---\n\nb"),
        ("<table><tr><th>a</th><th>b|c</th></tr><tr><td>d</td></tr></table>", "| a | b\\|c |\n| --- | --- |\n| d |  |"),
        ("<dl><dt>a<dd>b</dl>", "a\n\nb"),
        ("<p>a<!-- b --><script>c</script><style>d</style></p>", "a"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
    ],
)
def test_each_element_has_its_markdown(html: str, markdown: str) -> None:
    assert html_to_markdown(html) == markdown + "\n"


LOOKALIKES = r"""1. kein Listenpunkt
- kein Punkt
# kein Titel
> kein Zitat
*nicht* _kursiv_ **fett**
`kein Code`
[kein](Link) ![kein](Bild)
&amp; bleibt &lt;b&gt;
<b>kein HTML</b>
a~~b~~c
snake_case_name
\ \* \\
@niemand
a | b
--- | ---
===
~~~
+ 1
<https://a.example>
C:\pfad\
$\alpha_1^2$
#
-
***
!
a*b*c
[a]: b
7) b
http://a.example/_x_
<!-- a -->
&#x41;"""
FRAMES = ["<p>{}</p>", "<p>x<br>{}</p>", "<ul><li>{}</li></ul>", "<h3>{}</h3>", "<table><tr><td>{}</table>"]


@pytest.mark.parametrize("text", LOOKALIKES.splitlines())
@pytest.mark.parametrize("frame", FRAMES)
def test_text_that_looks_like_markdown_stays_text(text: str, frame: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = frame.format(escaped)
    assert plain_html(there_and_back(html)) == plain_html(html)


BROKEN = "<![a <!a </ < a&#32;<b>c <p &#xfffffff; <ul>a<li>b</ul>c <td>a </p></p>a <li><li><p>a <b><p>c</p></b>d <pre>a"


@pytest.mark.parametrize("html", BROKEN.split(" "))
def test_broken_html_is_read_as_far_as_it_goes(html: str) -> None:
    assert lost(html) == []


def test_deep_nesting_is_flattened_and_not_lost() -> None:
    html = "<blockquote>" * 300 + "<p>tief</p>" + "</blockquote>" * 300
    assert "tief" in there_and_back(html)
    html = "<ul><li>a" * 40 + "</li></ul>" * 40
    assert words(there_and_back(html)) == ["a"] * 40


def test_words_stay_apart() -> None:
    assert words(there_and_back("<p>a</p><p>b</p><ul><li>c<li>d</ul>e<br>f")) == ["a", "b", "c", "d", "e", "f"]
