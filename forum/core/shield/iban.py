"""Account numbers: country, length and the remainder by 97 (ISO 13616)."""

import re
from collections.abc import Iterator
from functools import cache

LENGTHS = {
    "ad": 24, "at": 20, "be": 16, "bg": 22, "ch": 21, "cy": 28, "cz": 24, "de": 22, "dk": 18, "ee": 20, "es": 24,
    "fi": 18, "fr": 27, "gb": 22, "gi": 23, "gr": 27, "hr": 21, "hu": 28, "ie": 22, "is": 26, "it": 27, "li": 21,
    "lt": 20, "lu": 20, "lv": 21, "mc": 27, "mt": 31, "nl": 18, "no": 15, "pl": 28, "pt": 25, "ro": 24, "se": 24,
    "si": 19, "sk": 24, "sm": 27, "al": 28, "ba": 20, "ge": 22, "il": 23, "me": 22, "md": 24, "mk": 19, "rs": 22,
    "tr": 26, "ua": 29, "xk": 20, "ae": 23, "sa": 24, "by": 28,
}  # fmt: skip
ALL_DIGITS = frozenset({"at", "be", "cz", "de", "dk", "ee", "es", "fi", "hr", "hu", "no", "pl", "pt", "se", "si", "sk"})
BETWEEN = r"[ \t\r\n./:>-]{0,3}"
BEGIN = re.compile(rf"(?:(?<![a-z0-9])|(?<=iban))([a-z]{{2}}){BETWEEN}[0-9]{BETWEEN}[0-9]")


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Give (kind, start, end) of every account number; linear in the text."""
    for begin in BEGIN.finditer(text):
        length = LENGTHS.get(begin[1])
        whole = length and _whole(length).match(text, begin.start())
        if whole and valid(re.sub(r"[^a-z0-9]", "", whole[0])):
            yield ("iban", whole.start(), whole.end())


@cache
def _whole(length: int) -> re.Pattern[str]:
    return re.compile(rf"[a-z](?:{BETWEEN}[a-z0-9]){{{length - 1}}}")


def valid(number: str) -> bool:
    """Check the two check digits, and that countries with numeric accounts hold digits only."""
    rest = number[4:] + number[:4]
    if number[:2] in ALL_DIGITS and not number[2:].isdigit():
        return False
    if number[:2] in {"ch", "li"} and not number[4:9].isdigit():
        return False
    return int("".join(str(int(c, 36)) for c in rest)) % 97 == 1
