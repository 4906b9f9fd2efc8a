"""Which pseudonyms may be chosen: Latin letters, digits and `. _ -`, and nobody who looks like the house."""

import re

from forum.accounts.names import fold

LEAST, MOST = 3, 30
HOUSE = "This name looks like one of the house. Please choose another."
PREFIX = 5  # a shorter brand is refused as a word only
ALLOWED = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿ]+(?:[._-][0-9A-Za-zÀ-ÖØ-öø-ÿ]+)*")
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


def fault(handle: str, brand: tuple[str, ...] = ()) -> str:
    """Say (as msgid) why a pseudonym is refused, or nothing. `brand`: names of the house."""
    if not LEAST <= len(handle) <= MOST:
        return "Between 3 and 30 characters, please."
    if not ALLOWED.fullmatch(handle) or handle.isdecimal():
        return "Letters, digits, dot, hyphen and underscore, please; at least one letter."
    if reserved(handle, brand):
        return HOUSE
    return ""


def reserved(handle: str, brand: tuple[str, ...] = ()) -> bool:
    """Tell whether a name could pass for the house's: folded, separators dropped, digits read as letters."""
    plain = fold(handle)
    house = {part for name in brand for part in re.split(r"\W+", fold(name)) if len(part) >= LEAST}
    for form in (plain, *map(plain.translate, LEET)):
        parts = {part.rstrip("0123456789") for part in re.split(r"[._-]", form)}
        joined = re.sub(r"[._-]", "", form)
        if parts & (WORDS | house) or joined in WORDS | house:
            return True
        long = {name for name in house - WORDS if len(name) >= PREFIX}
        if joined.startswith((*STEMS, *long)) or joined.endswith(STEMS):
            return True
    return False
