"""Rules over finished tokens: headings step down, foreign pictures become links, foreign links are marked."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from forum.core.markup.caps import LOCAL_PATH, MAX_URL, MAX_URLS_TOTAL, PICTURE_PATH

HEADING_STEP = 2
"""A page keeps its h1 and its section h2: `#` in a post is an h3."""

FOREIGN_REL = "nofollow ugc noopener"


def install(md: MarkdownIt) -> None:
    """Run after all inline parsing, before escapes are joined."""
    md.core.ruler.after("inline", "stube", apply)


def apply(state: StateCore) -> None:
    """Rewrite the tokens of one text in place."""
    budget = MAX_URLS_TOTAL
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + HEADING_STEP)}"
        elif token.type in {"th_open", "td_open"}:
            _align(token)
        elif token.children:
            rewritten = _Inline(budget)
            token.children = list(rewritten.run(token.children))
            budget = rewritten.budget


def _align(cell: Token) -> None:
    """Replace markdown-it's style attribute (refused by our CSP) with a class."""
    style = cell.attrs.pop("style", None)
    if style:
        cell.attrs["class"] = f"align-{str(style).removeprefix('text-align:')}"


class _Inline:
    """One pass over the tokens of a paragraph; knows whether it is inside a link and what is left to spend."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.open: list[bool] = []

    def run(self, tokens: list[Token]) -> Iterator[Token]:
        for token in tokens:
            if token.type == "link_open":
                self.open.append(self._affordable(token))
                if self.open[-1]:
                    yield _marked(token)
            elif token.type == "link_close":
                if self.open.pop():
                    yield token
            elif token.type == "image":
                yield from self._picture(token)
            else:
                yield token

    def _affordable(self, token: Token) -> bool:
        size = sum(len(str(value)) for value in token.attrs.values())
        self.budget -= size
        return size <= MAX_URL and self.budget >= 0

    def _picture(self, token: Token) -> Iterator[Token]:
        src, alt = str(token.attrs["src"]), _words(token.children or [])
        if not self._affordable(token):
            yield _text(alt)
        elif PICTURE_PATH.fullmatch(src):
            yield token
        elif any(self.open):
            yield _text(alt or src)
        else:
            yield _marked(Token("link_open", "a", 1, attrs={"href": src}))
            yield _text(alt or src)
            yield Token("link_close", "a", -1)


def _marked(link: Token) -> Token:
    href = str(link.attrs["href"])
    if link.info == "mention":
        link.attrs["class"] = "mention"
    elif not href.startswith("#") and not LOCAL_PATH.fullmatch(href):
        link.attrs["rel"] = FOREIGN_REL
    return link


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _words(tokens: list[Token]) -> str:
    """Text of a picture's description, which may hold marks and pictures itself."""
    return "".join(
        _words(token.children) if token.children else "\n" if token.type == "softbreak" else token.content
        for token in tokens
    )
