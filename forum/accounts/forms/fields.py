"""Read a form field by field and gather what is wrong, so that everything is said at once."""

import re
from collections.abc import Iterable, Mapping

from forum.core import shield
from forum.core.errors import Invalid
from forum.core.shield.form import BUTTON, clean

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffd\u202a-\u202e\u2066-\u2069]")
MISSING = "Please fill this in."
STRANGE = "This contains characters that cannot be kept. Please type it anew."
TOO_LONG = "This is too long."
UNKNOWN = "Please choose one of the possibilities."


class Fields:
    """A form being read. `errors` maps fields to msgids; `done()` raises them."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        self.raw = raw
        self.errors: dict[str, str] = {}

    def fail(self, name: str, message: str) -> None:
        """Note what is wrong with a field; the first message stays."""
        if message:
            self.errors.setdefault(name, message)

    def text(self, name: str, *, most: int, required: bool = True) -> str:
        """Give a text without surrounding space, at most so many characters."""
        text = clean(self.raw.get(name, "").replace("\r\n", "\n").strip(), self.raw.get(BUTTON, ""))
        self._check(name, text, most, required)
        if name not in self.errors:
            self.shielded(name, text)
        return text

    def shielded(self, name: str, text: str) -> None:
        """Note when a text holds what is never accepted."""
        try:
            shield.refuse(text, name)
        except shield.Exposed as exposed:
            self.errors |= exposed.fields

    def secret(self, name: str, *, most: int = 1024) -> str:
        """Give a password exactly as typed."""
        text = self.raw.get(name, "")
        self._check(name, text, most, required=True)
        return text

    def choice(self, name: str, options: Iterable[str], default: str = "") -> str:
        """Give one of the options; `default` when nothing was sent."""
        chosen = self.raw.get(name, default)
        if chosen not in options:
            self.fail(name, UNKNOWN)
        return chosen

    def ticked(self, name: str, needed: str = "") -> bool:
        """Tell whether a box was ticked; `needed` is the message when it must be."""
        ticked = self.raw.get(name) == "1"
        if needed and not ticked:
            self.fail(name, needed)
        return ticked

    def done(self) -> None:
        """Raise Invalid when anything was wrong."""
        if self.errors:
            raise Invalid(self.errors)

    def _check(self, name: str, text: str, most: int, required: bool) -> None:
        if required and not text:
            self.fail(name, MISSING)
        elif len(text) > most:
            self.fail(name, TOO_LONG)
        elif CONTROL.search(text):
            self.fail(name, STRANGE)
