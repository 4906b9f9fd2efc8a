"""Which pseudonyms may be chosen: Latin letters, digits and `. _ - '`, and nobody who looks like the house."""

import re
from functools import cache
from pathlib import Path

from forum.accounts.names import SEPARATORS, plain

LEAST, MOST = 3, 30
HOUSE = "This name looks like one of the house. Please choose another."
PREFIX = 5  # a shorter brand is refused as a word only
LETTER = "0-9A-Za-zÀ-ÖØ-öø-ıĹ-ľŁ-ňŊ-ž"  # of Western and Central Europe, without ligatures and obsolete signs
ALLOWED = re.compile(rf"[{LETTER}]+(?:[._'-][{LETTER}]+)*")
LEET = (str.maketrans("01345789", "olesatbg"), str.maketrans("01345789", "oieastbg"), str.maketrans("013457", "oieast"))
# A word on its own is refused, also between separators and in front of digits.
WORDS = frozenset({
    "abuse", "beratung", "bot", "chef", "contact", "erased", "everyone", "expert", "experte", "experten", "expertin",
    "guest", "gast", "help", "helpdesk", "hilfe", "hotline", "info", "kontakt", "kundendienst", "leitung", "manager",
    "mod", "mods", "noreply", "null", "official", "offiziell", "operator", "owner", "postmaster", "press", "presse",
    "redaktion", "root", "security", "service", "sicherheit", "staff", "stube", "support", "sysadmin", "system", "team",
    "undefined", "versicherung", "webmaster",
})  # fmt: skip
# These are refused at the beginning or end of anything.
STEMS = ("admin", "administrator", "moderator", "moderation", "kundendienst", "support")
ADDRESSES = Path(__file__).with_name("reserved_names.txt")
STATUS = re.compile(r"[1-9]xx|[1-5]\d\d")


def spelled(typed: str) -> str:
    """Give a handle as it is kept: one kind of apostrophe."""
    return typed.replace("’", "'")


def fault(handle: str, brand: tuple[str, ...] = ()) -> str:
    """Say (as msgid) why a pseudonym is refused, or nothing. `brand`: names of the house."""
    if not LEAST <= len(handle) <= MOST:
        return "Between 3 and 30 characters, please."
    if not ALLOWED.fullmatch(handle) or handle.isdecimal():
        return "Letters, digits, dot, hyphen, apostrophe and underscore, please; at least one letter."
    if reserved(handle, brand):
        return HOUSE
    return ""


def reserved(handle: str, brand: tuple[str, ...] = ()) -> bool:
    """Tell whether a name could pass for the house's: folded, separators dropped, digits read as letters."""
    folded = plain(handle)
    house = {part for name in brand for part in re.split(r"\W+", plain(name)) if len(part) >= LEAST}
    long = {name for name in house - WORDS if len(name) >= PREFIX}
    for form in (folded, *map(folded.translate, LEET)):
        parts = {part.rstrip("0123456789") for part in SEPARATORS.split(form)}
        joined = SEPARATORS.sub("", form)
        if parts & (WORDS | house) or joined in WORDS | house:
            return True
        if joined.startswith((*STEMS, *long)) or joined.endswith(STEMS):
            return True
    return _technical(SEPARATORS.sub("", folded))


def _technical(joined: str) -> bool:
    """Tell whether a name is one of addresses, services and programs: the word, its plural, or numbered."""
    word = joined.rstrip("0123456789")
    singular = word.removesuffix("es") if word.endswith("sses") else word.removesuffix("s")
    return STATUS.fullmatch(joined) is not None or bool({joined, word, singular} & _addresses())


@cache
def _addresses() -> frozenset[str]:
    lines = ADDRESSES.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
