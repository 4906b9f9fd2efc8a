"""Telephone numbers and e-mail addresses."""

import re
from collections.abc import Collection, Iterator

GAP = r"[ ./()-]{0,3}"
ABROAD = re.compile(rf"(?<![a-z0-9+])(?:\+ ?|00 ?)[1-9](?:{GAP}[0-9]){{7,13}}(?![0-9])")
SWISS = re.compile(r"\(?0[1-9][0-9]\)?[ /.-]{0,3}[0-9]{3}[ .-]?[0-9]{2}[ .-]?[0-9]{2}")
AT_HOME = re.compile(rf"(?<![a-z0-9+])(?<![0-9][.,/-])\(?0[1-9](?:{GAP}[0-9]){{7,10}}(?![0-9])(?![.,/-][0-9])")
DAY_OR_HOUR = re.compile(r"[0-9]{1,2}[.:/-] ?[0-9]{1,2}(?:[.:/-]|\b(?![ /-]?[0-9]{3}))")
PUBLIC = re.compile(r"(?:\+41|0041|00|0)?(?:800|84[0248]|90[016])")
CALLED = re.compile(r"tel|handy|natel|mobil|phone|nummer|erreich|ruf|call|whatsapp|portable|cellulare")
SURE = 10
AROUND = 40
AT = re.compile(r"@|[\[({<] ?(?:at|a) ?[\])}>]| at (?=[a-z0-9-]{2,40} (?:dot|punkt) )")
DOTTED = r"(?:\.| ?[\[({<] ?(?:dot|punkt|point|punto|\.) ?[\])}>] ?| (?:dot|punkt) )"
DOMAIN = re.compile(rf" {{0,2}}[\w-]{{1,63}}(?:{DOTTED}[\w-]{{1,63}}){{0,4}}{DOTTED}[a-z]{{2,24}}(?![\w@])")
LOCAL = re.compile(r"[\w.+%-]{1,64} {0,2}$")

Found = tuple[str, int, int]


def phones(text: str, own: Collection[str] = ()) -> Iterator[Found]:
    """Give telephone numbers; those of the house (`own`, digits) and free or shared-cost lines are nobody's."""
    for pattern in (ABROAD, AT_HOME):
        for match in pattern.finditer(text):
            number = re.sub(r"[^0-9+]", "", match[0])
            if PUBLIC.match(number) or any(number.endswith(one) for one in own) or DAY_OR_HOUR.match(match[0]):
                continue
            if text[max(0, match.start() - 2) : match.start()].strip().isdigit() and not SWISS.fullmatch(match[0]):
                continue  # the middle of something longer
            called = CALLED.search(text, max(0, match.start() - AROUND), match.start())
            if len(number) >= SURE or called:
                yield ("phone", match.start() + (match[0][0] == "("), match.end())


def emails(text: str, own: Collection[str] = ()) -> Iterator[Found]:
    """Give e-mail addresses, spelt-out ones too; those of the house (`own`, domains) are nobody's."""
    for at in AT.finditer(text):
        domain = DOMAIN.match(text, at.end())
        if domain is None or any(domain[0].strip().endswith(one) for one in own):
            continue
        local = LOCAL.search(text[max(0, at.start() - 66) : at.start()])
        if local is not None and local[0].strip():
            start = at.start() - len(local[0])
            yield ("email", start, domain.end())
