"""How names and addresses are folded so that two spellings of one are one."""

import unicodedata


def fold(handle: str) -> str:
    """Fold a handle: compatibility forms, case and accents away."""
    decomposed = unicodedata.normalize("NFKD", handle.strip().casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def fold_email(email: str) -> str:
    """Fold an address: surrounding space and case away."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()
