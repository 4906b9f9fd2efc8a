"""Every text of the frame and the components is translated; Sie only where du would show."""

import io
import re
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("layouts", "components", "errors")
INFORMAL = re.compile(r"\b(du|dich|dir|dein\w*)\b", re.IGNORECASE)


def texts() -> set[str]:
    options = {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "lstrip_blocks": "true"}
    found: set[str] = set()
    for folder in FOLDERS:
        for path in (ROOT / "templates" / folder).glob("*"):
            for _, _, message, _ in babel_extract(io.BytesIO(path.read_bytes()), ("_", "ngettext"), [], options):
                found.add(message[0] if isinstance(message, tuple) else message)
    return found


def catalogue(name: str) -> dict[str, tuple[str, ...]]:
    with (ROOT / "forum" / "locale" / name / "layout.po").open("rb") as file:
        read = {
            (m.id[0] if isinstance(m.id, tuple) else m.id): (m.string if isinstance(m.string, tuple) else (m.string,))
            for m in read_po(file)
            if m.id
        }
    return {key: tuple(map(str, value)) for key, value in read.items()}


def test_nothing_is_left_in_english_and_nothing_is_left_over():
    german = catalogue("de_CH")
    assert texts() - set(german) == set()
    assert set(german) - texts() == set()
    assert [key for key, value in german.items() if not all(value)] == []


def test_du_has_a_sie_beside_it():
    german, formal = catalogue("de_CH"), catalogue("de_CH@formal")
    informal = {key for key, value in german.items() if INFORMAL.search(" ".join(value))}
    assert informal - set(formal) == set()
    assert [key for key, value in formal.items() if INFORMAL.search(" ".join(value))] == []
    assert set(formal) <= set(german)


def test_swiss_spelling():
    for name in ("de_CH", "de_CH@formal"):
        assert [key for key, value in catalogue(name).items() if "ß" in " ".join(value)] == []
