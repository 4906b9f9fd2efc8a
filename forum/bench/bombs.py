"""Time bombs: texts made to keep a parser busy, against an honest text of the greatest length read in the same run."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial

from forum.bench import targets
from forum.bench.figures import Figure
from forum.bench.words import prose
from forum.core.errors import Invalid
from forum.core.markup import html_to_markdown, render
from forum.core.markup.caps import MAX_SOURCE
from forum.core.strict_json import strict_loads
from forum.core.web import safe_path
from forum.search.language import parse

ROUNDS = 2
Reader = Callable[[str], object]

NESTING = ("> ", "- ", "[", "![", "*a ", "**a ", "_a ", "`", "~~a ", "<", "&", "(", "\\", "[a](", "[a][", "1. ", "* ")
LONG: Mapping[str, str] = {
    "quotes in quotes": "> " * 10_000,
    "lists in lists": "".join("  " * depth + "- x\n" for depth in range(140)),
    "wide table": ("|" * 400 + "\n" + "|-" * 400 + "|\n" + "|x" * 400 + "\n") * 8,
    "high table": "a|b\n-|-\n" + "|\n" * 9_990,
    "one word": "x" * MAX_SOURCE,
    "mentions": "@mensch1 " * 2_222,
    "addresses": "https://a.example/" + "a" * 60 + " ",
    "references": "[a]: /" + "b" * 1_900 + "\n\n" + "[a] " * 4_500,
    "entities": "&#x41;" * 3_333,
    "rules": "---\n" * 5_000,
    "fences": "```\n" * 5_000,
    "backticks": "".join("`" * number + "a" for number in range(1, 199)),
    "stars": "*a_ " * 5_000,
    "accents": "e\u0301" * 10_000,
    "blank lines": "\n" * MAX_SOURCE,
}
JSON: Mapping[str, str] = {
    "deep lists": "[" * 200_000,
    "deep objects": '{"a":' * 100_000,
    "long number": "9" * 400_000,
    "many keys": "{" + ",".join(f'"{number}":0' for number in range(60_000)) + "}",
}
QUERIES = ("*" * 400, '"' * 400, "-" * 400, "in:" * 130, "a* " * 130, "(" * 400, "\u0301" * 400, 'a "' * 130)


def measure_bombs() -> Iterator[Figure]:
    """Measure each kind: the dearest text of each door, as a ratio to honest prose of 20,000 characters."""
    honest = prose(MAX_SOURCE)
    bare = spent(render, honest)
    yield Figure("bombs", "honest text", ROUNDS, 1000 * bare, "ms", detail={"characters": len(honest)})
    bombs = {**LONG, **{f"nested {sign.strip()}": (sign * MAX_SOURCE)[:MAX_SOURCE] for sign in NESTING}}
    doors: Mapping[str, tuple[Reader, Mapping[str, str]]] = {
        "markdown": (
            render,
            {name: (text * (1 + MAX_SOURCE // len(text)))[:MAX_SOURCE] for name, text in bombs.items()},
        ),
        "html": (
            html_to_markdown,
            {"nested": "<b>" * 6_000, "quotes": "<blockquote>" * 1_600, "open": "<" * MAX_SOURCE},
        ),
        "json": (strict_loads, JSON),
        "search": (parse, dict(zip(QUERIES, QUERIES, strict=True))),
        "paths": (safe_path, {"percents": "/" + "%25" * 6_000, "slashes": "/" * MAX_SOURCE}),
    }
    for door, (read, texts) in doors.items():
        spans = {name: spent(read, text) for name, text in texts.items()}
        worst = max(spans, key=lambda name: spans[name])
        detail = {f"worst: {worst}"[:40]: 1000 * spans[worst]}
        yield Figure("bombs", door, len(texts), spans[worst] / bare, "×", targets.BOMB_RATIO, detail=detail)


def spent(read: Reader, text: str) -> float:
    """Give the CPU seconds that reading a text takes, the least of some rounds; refusing it is fine."""
    return min(map(partial(_once, read, text), range(ROUNDS)))


def _once(read: Reader, text: str, _round: int) -> float:
    begun = time.process_time()
    with suppress(Invalid, ValueError):
        read(text)
    return time.process_time() - begun
