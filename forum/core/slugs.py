"""The readable part of addresses."""

import re
import unicodedata

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe"})


def slugify(text: str, limit: int = 80) -> str:
    """Make the readable part of an address; never empty."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(UMLAUTS))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c)))
    slug = ""
    for word in words:
        if len(slug) + len(word) + 1 > limit:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "x"
