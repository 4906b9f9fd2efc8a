"""The languages that people write in here, by their own names, and what is foreign on a page."""

from collections.abc import Sequence

from forum.core import i18n

NAMES = {"de": "Deutsch", "fr": "Français", "it": "Italiano", "en": "English"}


def named(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Give (code, own name) of languages."""
    return [(code, NAMES[code]) for code in codes]


def foreign(code: str) -> str:
    """Give a language when it is not that of the page around it, else nothing: what `lang` must say."""
    return "" if code == ("en" if i18n.voice() == "en" else "de") else code
