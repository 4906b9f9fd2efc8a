"""What members see of their Markdown: our rules for links, pictures, mentions, headings, tables."""

import pytest

from forum.core.markup import mentions, picture_keys, place_pictures, render, sanitize

KEY = "abcdefghijklmnop" * 2
OURS = ("/u/7.png", "/static/img/logo.svg", "/p/1", f"/u/{KEY}/small", f"/u/{KEY}?x=1", f"/U/{KEY}")


def test_emphasis_lists_quotes_and_code_are_rendered() -> None:
    html = render("**a** *b* ~~c~~ `d`\n\n- e\n\n> f\n\n```python\ng < h\n```")
    assert "<strong>a</strong> <em>b</em> <s>c</s> <code>d</code>" in html
    assert "<li>e</li>" in html
    assert "<blockquote>\n<p>f</p>\n</blockquote>" in html
    assert '<pre><code class="language-python">g &lt; h\n</code></pre>' in html


def test_raw_html_is_shown_as_text() -> None:
    assert render("<b>a</b>") == "<p>&lt;b&gt;a&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(("marks", "tag"), [("#", "h3"), ("##", "h4"), ("###", "h5"), ("####", "h6"), ("######", "h6")])
def test_headings_leave_the_page_its_h1_and_h2(marks: str, tag: str) -> None:
    assert render(f"{marks} a") == f"<{tag}>a</{tag}>\n"


@pytest.mark.parametrize("target", ["https://a.example/x", "mailto:a@b.example", "//a.example", "x/y"])
def test_links_out_of_the_house_are_marked(target: str) -> None:
    assert 'rel="nofollow ugc noopener"' in render(f"[a]({target})")


@pytest.mark.parametrize("target", ["/t/1-x", "#top"])
def test_links_within_the_house_are_not(target: str) -> None:
    assert render(f"[a]({target})") == f'<p><a href="{target}">a</a></p>\n'


def test_a_bare_address_becomes_a_link_without_the_full_stop() -> None:
    html = render("Siehe https://a.example/x_y_(z). Danach (https://b.example/).")
    assert '<a href="https://a.example/x_y_(z)" rel="nofollow ugc noopener">https://a.example/x_y_(z)</a>. ' in html
    assert ">https://b.example/</a>)." in html


@pytest.mark.parametrize("text", ["`https://a.example`", "xhttps://a.example", "ftp://a.example", "https://", "a:b"])
def test_what_is_no_address_stays_text(text: str) -> None:
    assert "<a " not in render(text)


def test_an_address_inside_a_link_is_not_linked_twice() -> None:
    assert render("[https://a.example](https://b.example)").count("<a ") == 1


def test_a_picture_of_ours_is_shown() -> None:
    assert render(f"![Berg](/u/{KEY})") == f'<p><img src="/u/{KEY}" alt="Berg"></p>\n'


@pytest.mark.parametrize("src", ["https://a.example/b.png", "//a.example/b.png", "b.png"])
def test_a_picture_from_elsewhere_becomes_a_link(src: str) -> None:
    html = render(f"![Berg]({src})")
    assert "<img" not in html
    assert f'<a href="{src}" rel="nofollow ugc noopener">Berg</a>' in html


@pytest.mark.parametrize(
    "src", ["/u/7.png", "/static/img/logo.svg", "/p/1", f"/u/{KEY}/small", f"/u/{KEY}?x=1", f"/U/{KEY}"]
)
def test_no_other_address_of_ours_is_a_picture(src: str) -> None:
    assert "<img" not in render(f"![Berg]({src})")
    assert "src=" not in sanitize(f'<img src="{src}">')


def test_pictures_get_their_sizes_and_strangers_become_links() -> None:
    other = "f" * 32
    html = render(f'![a "b" > c](/u/{KEY}) ![x](/u/{other})')
    assert picture_keys(html) == {KEY, other}
    placed = place_pictures(html, {KEY: (1600, 800)})
    assert 'width="1600" height="800" loading="lazy"' in placed
    assert f'srcset="/u/{KEY}/small 480w, /u/{KEY} 1600w"' in placed
    assert f'<a href="/u/{other}">x</a>' in placed
    assert placed.count("<img") == 1


def test_a_foreign_picture_in_a_link_leaves_its_text() -> None:
    assert '<a href="https://c.example" rel="nofollow ugc noopener">Berg</a>' in render(
        "[![Berg](https://a.example/b.png)](https://c.example)"
    )


def test_a_mention_links_to_the_profile() -> None:
    assert render("Danke @anna_b!") == '<p>Danke <a href="/m/anna_b" class="mention">@anna_b</a>!</p>\n'


def test_a_mention_may_hold_umlauts_and_separators_but_no_full_stop_at_its_end() -> None:
    html = render("Frag @Jürg.von-Öd_2. Oder @anna--b")
    assert '<a href="/m/J%C3%BCrg.von-%C3%96d_2" class="mention">@Jürg.von-Öd_2</a>. ' in html
    assert ">@anna</a>--b" in html


def test_a_mention_longer_than_any_handle_is_text() -> None:
    assert "mention" in render("@" + "a" * 30)
    assert "mention" not in render("@" + "a" * 31)


@pytest.mark.parametrize(
    "text", ["a@b.example", "`@anna`", "\\@anna", "[@anna](/x)", "@", "@_a", "https://a.example/@b"]
)
def test_what_is_no_mention_is_not_linked_as_one(text: str) -> None:
    assert "mention" not in render(text)


def test_only_known_handles_are_linked_when_they_are_told() -> None:
    html = render("@Anna @bert", known={"anna"})
    assert '<a href="/m/Anna" class="mention">' in html
    assert "@bert" in html
    assert "/m/bert" not in html


def test_an_apostrophe_belongs_to_a_name_that_has_one() -> None:
    html = render("@D'Angelo fragt @Anna's Mutter, @Noël’s Bruder auch", known={"d'angelo", "anna", "noël"})
    assert '<a href="/m/D\'Angelo" class="mention">@D\'Angelo</a> fragt' in html
    assert '<a href="/m/Anna" class="mention">@Anna</a>\'s Mutter' in html
    assert 'class="mention">@Noël</a>’s Bruder' in html
    assert mentions("@D'Angelo") == {"d'angelo", "d"}


def test_mentions_are_found_for_one_lookup() -> None:
    assert mentions("@Anna und @bert, (@bert)") == {"anna", "bert"}


def test_a_table_is_rendered_with_classes_instead_of_styles() -> None:
    html = render("a | b\n:-: | --\n1 | 2")
    assert '<th class="align-center">a</th>' in html
    assert "<td>2</td>" in html
    assert "style" not in html


def test_entities_are_characters_but_overrides_never_arrive() -> None:
    assert render("&auml; &#x202e;a &amp;#x202e;") == "<p>ä a &amp;#x202e;</p>\n"


def test_rendered_html_passes_the_sanitiser_unchanged() -> None:
    html = render(
        "# a\n\n@b https://c.example ![d](/e) ![f](https://g)\n\n|h|\n|-|\n|i|\n\n3. j\n4. k\n\n***\n\nl\\\nm"
    )
    assert sanitize(html) == html
