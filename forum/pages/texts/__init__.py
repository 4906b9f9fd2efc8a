"""The fixed texts: Markdown with a version and a date beside this file, one per language and form of address."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from markupsafe import Markup

from forum.config import Settings
from forum.core.markup import render

FOLDER = Path(__file__).resolve().parent
KEYS = ("rules", "privacy", "imprint", "accessibility", "contact", "charter", "nomed")
# A page's own headings stand under its h1; the renderer keeps h1 and h2 from members.
LEVELS = (("h4", "h2"), ("h5", "h3"))
LINK = r"\[([^\]]*)\]\(/{page}(?:#[^)]*)?\)"


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text as people agree to it. `html` is sanitised and complete but for the title; `version` counts up."""

    key: str
    version: str
    date: date
    title: str
    html: Markup


def text(key: str, language: str, formal: bool = False, settings: Settings | None = None) -> FixedText:
    """Give a text in `de` or `en`, addressed with Sie where `formal` and the language knows the difference."""
    used = settings or Settings()
    return _cooked(key, voice(key, language, formal), tuple(sorted(placeholders(used).items())))


def voice(key: str, language: str, formal: bool) -> str:
    """Give the ending of the file to read: `de`, `de-formal` or `en`."""
    wanted = f"{language}-formal"
    return wanted if formal and (FOLDER / f"{key}.{wanted}.md").exists() else language


def placeholders(settings: Settings) -> Mapping[str, str]:
    """Give what stands in `{{double braces}}` in the texts."""
    return {
        "brand": settings.brand_name,
        "community": settings.community_name,
        "mail": settings.contact_mail,
        "phone": settings.phone,
        "portal": settings.portal_url,
    }


@cache
def _cooked(key: str, ending: str, values: tuple[tuple[str, str], ...]) -> FixedText:
    head, body = read(key, ending)
    for name, value in values:
        body = body.replace(f"{{{{{name}}}}}", value)
    html = render(re.sub(LINK.format(page=key), r"\1", body))  # no page links to itself
    for shown, wanted in LEVELS:
        html = html.replace(f"<{shown}>", f"<{wanted}>").replace(f"</{shown}>", f"</{wanted}>")
    return FixedText(key, head["version"], date.fromisoformat(head["date"]), head["title"], Markup(html))  # noqa: S704


def read(key: str, ending: str) -> tuple[dict[str, str], str]:
    """Give the head (title, version, date) and the Markdown of a file; KeyError for an unknown key."""
    if key not in KEYS:
        raise KeyError(key)
    source = (FOLDER / f"{key}.{ending}.md").read_text(encoding="utf-8")
    _, head, body = source.split("+++\n", 2)
    return {name: str(value) for name, value in tomllib.loads(head).items()}, body.strip() + "\n"


VERSIONS: Mapping[str, str] = {key: read(key, "de")[0]["version"] for key in KEYS}
