"""How names and addresses are folded so that two spellings of one are one, and two that look alike are known."""

import re
import unicodedata

# Latin letters that no decomposition takes apart, and what they pass for.
LETTERS = str.maketrans({
    "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "þ": "p", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "n", "ı": "i",
})  # fmt: skip
SEPARATORS = re.compile(r"[._'’-]")
# Signs that one glance takes for another in the fonts people have: 0/o, 1/l/i, and pairs that close up.
SIGNS = str.maketrans("01i", "oll")
PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def fold(handle: str) -> str:
    """Fold a handle: compatibility forms, case and accents away."""
    decomposed = unicodedata.normalize("NFKD", handle.strip().casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def plain(handle: str) -> str:
    """Fold a handle to basic letters, digits and its separators."""
    return fold(handle).translate(LETTERS)


def skeleton(handle: str) -> str:
    """Give what a handle looks like at a glance: names with one skeleton pass for each other."""
    seen = SEPARATORS.sub("", plain(handle)).translate(SIGNS)
    for pair, one in PAIRS:
        seen = seen.replace(pair, one)
    return seen


def fold_email(email: str) -> str:
    """Fold an address: surrounding space and case away."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()
