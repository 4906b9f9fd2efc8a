"""The shield in forms: what a button asked for, what is pointed out, and what the page shows of it.

Buttons send `shield`: `mask` (everything that was found), `numbers` (the hard kinds only), `keep` (the soft ones stay;
hidden fields bind the insistence to what was found, so that something new is pointed out again). API bodies may carry
the same names.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, current_app, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from forum.config import Settings
from forum.core import problems
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.shield.finder import configure, find, mask_hard
from forum.core.shield.finding import DOT, NAMES, Finding, Findings
from forum.core.shield.store import MESSAGES, Exposed, count

POINTED = {
    "phone": "This holds a telephone number. Everybody could read it. Do you want to show it?",
    "email": "This holds an e-mail address. Everybody could read it. Do you want to show it?",
    "birth": "This holds a date of birth. Everybody could read it. Do you want to show it?",
    "diagnosis": "This tells a diagnosis of your own. Everybody could read it. Do you want to show it?",
    "tax": "This holds a tax number. Everybody could read it. Do you want to show it?",
}
BUTTON, SEEN, KEPT = "shield", "shield_seen", "shield_kept"
CLEANED = "cleaned"
MOST_SEEN = 100
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Note:
    """What a page says beside a field: hard and soft finds as (kind's name, as it stands), the text without them."""

    hard: list[tuple[str, str]]
    soft: list[tuple[str, str]]
    text: str
    marks: list[str]


def init_app(app: Flask, settings: Settings) -> None:
    """Take the insurer's words; keep queries clean; let templates show notes."""
    configure(settings.shield_file, phone=settings.phone, mail=settings.contact_mail)
    app.before_request(clean_query)
    app.jinja_env.globals["shield_note"] = note


def clean_query() -> BaseResponse | None:
    """Lead a GET whose query holds a hard kind to the same page without it: it stands in no log, link or history."""
    if request.method not in {"GET", "HEAD"} or len(request.query_string) < SHORTEST:
        return None
    args = [(name, text) for name, text in request.args.items(multi=True)]
    hard = [item for _name, text in args for item in find(text).hard]
    if not hard:
        return None
    if request.headers.get("X-Requested-With") != "fragment":  # asked again and again while somebody types
        count(hard, "searched")
    if problems.wanted():
        raise Exposed({"": MESSAGES[hard[0].kind]})  # a program is told instead of led
    cleaned = [(name, " ".join(w for w in mask_hard(text).split() if DOT not in w)) for name, text in args]
    return redirect(f"{request.path}?{urlencode([*cleaned, (CLEANED, hard[0].kind)])}", code=303)


def clean(text: str, button: str | None = None) -> str:
    """Give a typed text as its sender wants it: masked when the button (this request's, unless given) said so."""
    button = request.form.get(BUTTON, "") if button is None else button
    if button not in {"mask", "numbers"}:
        return text
    found = find(text)
    masked = found.items if button == "mask" else found.hard
    count(masked, "masked")
    return found.masked(masked)


def point_out(fields: Mapping[str, str], known: str = "") -> None:
    """Raise Invalid on every field with a soft kind that nobody insisted on; what stood in `known` needs no asking."""
    before = find(known)
    fine = _kept() | {_mark(before, item) for item in before.soft}
    wrong, kinds = {}, {}
    for name, text in fields.items():
        found = find(text)
        new = [item for item in found.soft if _mark(found, item) not in fine]
        if new:
            wrong[name] = POINTED[new[0].kind]
            kinds[name] = [item.kind for item in new]
            count(new, "pointed")
    if wrong:
        raise Invalid(wrong, kinds)


def note(text: str, error: object = "") -> Note | None:
    """Give what to say beside a field that was sent, None when there is nothing."""
    if not text or not isinstance(text, str) or request.method != "POST":
        return None
    found, kept = find(text), _kept()
    marks = {item: _mark(found, item) for item in found.soft}
    ours = error in {_(message) for message in (*MESSAGES.values(), *POINTED.values())} if error else False
    hard = found.hard if ours or "preview" in request.form else ()
    soft = [item for item, mark in marks.items() if ours and mark not in kept]
    shown = sorted([*hard, *soft])
    stay = [mark for item, mark in marks.items() if item in soft or mark in kept]
    if not shown and not stay:
        return None
    return Note(_named(text, hard), _named(text, soft), found.masked(shown), stay)


def _named(text: str, items: Iterable[Finding]) -> list[tuple[str, str]]:
    """Give (kind's name, as it stands) of each find, each once."""
    return list(dict.fromkeys((_(NAMES[item.kind]), text[item.start : item.end]) for item in items))


def without_hard(text: str) -> str:
    """Give a text as it may be looked at before it is sent: without the hard kinds."""
    return mask_hard(text)


def _kept() -> set[str]:
    names = (KEPT, SEEN) if request.form.get(BUTTON) == "keep" else (KEPT,)
    return set([mark for name in names for mark in request.form.getlist(name)][:MOST_SEEN])


def _mark(found: Findings, item: Finding) -> str:
    """Bind an insistence to what was found: keyed, so that a page tells nothing that it does not show anyway."""
    said = "".join(found.text[start:end] for start, end in item.places).casefold()
    key = current_app.secret_key
    key = key if isinstance(key, bytes) else str(key).encode()
    return hmac.new(key, f"{item.kind}:{said}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:16]
