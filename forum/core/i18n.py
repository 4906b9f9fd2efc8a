"""The interface's languages: msgid is English, catalogues are plain .po files merged by area at first use."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from babel.support import LazyProxy
from flask_babel import Domain, force_locale

LOCALES = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("de", "en")
CHAINS = {"de": ("de_CH",), "de-formal": ("de_CH", "de_CH@formal"), "en": ()}
BABEL = {"de": "de_CH", "de-formal": "de_CH", "en": "en_CH"}

_voice: ContextVar[str] = ContextVar("voice", default="de")
Key = str | tuple[str, str]


@cache
def catalogue(voice: str) -> dict[str, str | tuple[str, ...]]:
    """Give msgid → translation of a voice (`de`, `de-formal`, `en`); later catalogues of its chain win."""
    merged: dict[str, str | tuple[str, ...]] = {}
    for name in CHAINS[voice]:
        for path in sorted((LOCALES / name).glob("*.po")):
            with path.open("rb") as file:
                for message in read_po(file, locale="de_CH"):
                    if message.id and message.string and any(message.string):
                        key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
                        text = message.string
                        merged[key] = tuple(text) if isinstance(text, (tuple, list)) else text
    return merged


def voice_of(language: str, address: str) -> str:
    """Give the voice for a member's language (`de`, `en`) and form of address (`du`, `sie`)."""
    if language == "en":
        return "en"
    return "de-formal" if address == "sie" else "de"


def voice() -> str:
    """Give the voice of this context."""
    return _voice.get()


def speak(name: str) -> None:
    """Set the voice for the rest of this context (a request)."""
    _voice.set(name if name in CHAINS else "de")


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Speak a voice for a while: mails to a member, tests."""
    token = _voice.set(name)
    try:
        with force_locale(BABEL[name]):
            yield
    finally:
        _voice.reset(token)


def gettext(message: str, **values: object) -> str:
    """Translate a msgid and fill its named placeholders."""
    text = catalogue(_voice.get()).get(message, message)
    chosen = text if isinstance(text, str) else text[0]
    return chosen % values if values else chosen


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Translate by number; `%(num)s` is always available."""
    text = catalogue(_voice.get()).get(singular, (singular, plural))
    forms = (text, text) if isinstance(text, str) else text
    chosen = forms[0] if num == 1 else forms[-1]
    return chosen % {"num": num, **values}


_ = gettext


def lazy(message: str) -> LazyProxy:
    """Translate when shown: for constants and forms."""
    return LazyProxy(gettext, message, enable_cache=False)


class Catalogues(Domain):  # type: ignore[misc] # flask-babel ships no types
    """Let Flask-Babel and Flask-WTF ask our catalogues."""

    def get_translations(self) -> Any:
        """Give an object with `ugettext` and `ungettext`."""
        return _Translations()


class _Translations:
    def ugettext(self, message: str) -> str:
        return gettext(message)

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        return ngettext(singular, plural, num)

    gettext = ugettext
    ngettext = ungettext
