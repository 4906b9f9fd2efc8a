"""Policy and claim numbers: known by the word beside them, or by the insurer's own shape."""

import re
from collections.abc import Iterator

from forum.core.shield.words import Words

NUMBER = r"(?:[a-z]{1,4}[-./ ]?)?[0-9](?:[-./ ]?[0-9]){4,19}(?:[-./]?[a-z]{1,2}\b)?"
SAYS = r"(?:ist|lautet|war|is|was|est|e|die|the|la|le|il|nr|no|n|num|nummer|number|numero|meine|my|unsere)"
MONEY = r"(?![0-9]|[.'’][0-9]| ?(?:franken|fr\b|sfr|chf|stutz|francs|franchi|eur|km\b|kilomet))"
RIGHT = re.compile(rf"[^\w\n]{{0,4}}(?:{SAYS}\b[^\w\n]{{0,4}}){{0,3}}\n?({NUMBER}){MONEY}")
IS = r"(?:(?:ist|lautet|is|est|e)\b ?(?:(?:die|the|la|le|il)\b ?)?)?"
PLAIN = re.compile(rf"[^\w\n]{{0,3}}{IS}((?:[a-z]{{1,3}}[-.]?)?[0-9](?:[-./]?[0-9]){{5,19}}){MONEY}")
LEFT = re.compile(rf"({NUMBER})[^\w\n]{{0,3}}(?:{SAYS} ){{0,3}}$")
NOT_A_NUMBER = re.compile(
    r"(?:chf|fr|sfr|eur|usd|tel|ab|am|vom|per|art|seit|bis)[. ]?[0-9]"
    r"|(?:19|20)[0-9]{2}[-/](?:19|20)?[0-9]{2}(?![0-9-/.])"
    r"|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})\b|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\b"
)


def find(text: str, words: Words) -> Iterator[tuple[str, int, int]]:
    """Give (kind, start, end) of numbers beside a word such as "Policennummer", and of every known shape."""
    for label in words.labels.finditer(text):
        kind = label.lastgroup or ""
        bare = kind.endswith("_bare")
        right = (PLAIN if bare else RIGHT).match(text, label.end())
        if right is not None and NOT_A_NUMBER.match(right[1]) is None:
            yield (kind.removesuffix("_bare"), right.start(1), right.end(1))
        elif not bare:
            at = max(0, label.start() - 50)
            left = LEFT.search(text[at : label.start()])
            if left is not None and NOT_A_NUMBER.match(left[1]) is None:
                yield (kind, at + left.start(1), at + left.end(1))
    for kind, shape in words.shapes:
        for match in shape.finditer(text):
            yield (kind, match.start(), match.end())
