"""Numbers that are known by their digits alone: AHV, insurance card, payment card, German insurance and tax number."""

import re
from collections.abc import Iterator

RUN = re.compile(r"[0-9](?:[ \t\r\n.,:;/|()\[\]'’>+-]{0,4}[0-9])*")
KVNR = re.compile(r"(?<![a-z0-9])[a-z] ?[0-9](?: ?[0-9]){8}(?![a-z0-9])")
CARDS = re.compile(r"4|5|2[2-7]|6011|65|62")
AMEX = ("34", "37")
GROUPS = {16: ((16,), (4, 4, 4, 4)), 15: ((15,), (4, 6, 5)), 11: ((11,), (2, 3, 3, 3))}
FEWEST = 10
MOST_TOKENS = 20

Found = tuple[str, int, int]


def find(text: str) -> Iterator[Found]:
    """Give (kind, start, end) of every number; linear in the text."""
    for run in RUN.finditer(text):
        if run.end() - run.start() >= FEWEST:
            yield from _in_run(text, run.start(), run.end())
    for match in KVNR.finditer(text):
        if kvnr(match[0].replace(" ", "")):
            yield ("kvnr", match.start(), match.end())


def _in_run(text: str, start: int, end: int) -> Iterator[Found]:
    tokens = [(m.start(), m.end()) for m in re.finditer("[0-9]+", text[start:end])]
    skip = 0
    for index in range(len(tokens)):
        if index < skip:
            continue
        for kind, count in _at(text[start:end], tokens, index):
            if kind in {"payment", "tax"} and index and tokens[index][0] - tokens[index - 1][1] == 1:
                continue  # the middle of something longer
            yield (kind, start + tokens[index][0], start + tokens[index + count - 1][1])
            skip = index + count
            break


def _at(text: str, tokens: list[tuple[int, int]], index: int) -> Iterator[tuple[str, int]]:
    """Give the kinds of number that begin with a token, and how many tokens they take."""
    digits, lengths = "", []
    for begin, end in tokens[index : index + MOST_TOKENS]:
        digits += text[begin:end]
        lengths.append(end - begin)
        if len(digits) > 20:  # noqa: PLR2004 - the longest kind
            return
        kind = _kind(digits, tuple(lengths)) if len(digits) > FEWEST else ""
        if kind:
            yield kind, len(lengths)


def _kind(digits: str, lengths: tuple[int, ...]) -> str:
    size = len(digits)
    if size == 20 and digits.startswith("80756"):  # noqa: PLR2004
        return "card"
    if size == 13 and digits.startswith("756") and ean(digits):  # noqa: PLR2004
        return "ahv"
    if lengths not in GROUPS.get(size, ()):
        return ""
    if size == 11:  # noqa: PLR2004
        return "tax" if tax(digits) else ""
    known = digits.startswith(AMEX) if size == 15 else CARDS.match(digits) is not None  # noqa: PLR2004
    return "payment" if known and luhn(digits) else ""


def ean(digits: str) -> bool:
    """Check the last digit of an EAN-13, which the AHV number is."""
    return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0


def luhn(digits: str) -> bool:
    """Check the last digit of a payment card (ISO/IEC 7812)."""
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def kvnr(number: str) -> bool:
    """Check the last digit of a German health insurance number (letter as two digits, weights 1 and 2)."""
    digits = f"{ord(number[0]) - ord('a') + 1:02d}{number[1:9]}"
    weighted = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(digits)]
    return sum(n // 10 + n % 10 for n in weighted) % 10 == int(number[9])


def tax(digits: str) -> bool:
    """Check a German tax number: one of the first ten digits twice or thrice, ISO 7064 mod 11, 10."""
    first = digits[:10]
    most = max(first.count(d) for d in set(first))
    if digits[0] == "0" or most not in {2, 3} or len(set(first)) not in {8, 9}:
        return False
    check = 10
    for digit in first:
        check = ((check + int(digit)) % 10 or 10) * 2 % 11
    return (11 - check) % 10 == int(digits[10])
