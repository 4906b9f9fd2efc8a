"""What members choose for themselves."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from forum.accounts.forms.fields import Fields
from forum.accounts.forms.sign import VOICES

MAX_BIO, MAX_SIGNATURE = 600, 120
MAX_NAME = 60
DAYS = ("30", "90", "365")
THEMES = ("auto", "light", "dark")


def parse_profile(raw: Mapping[str, str]) -> dict[str, Any]:
    """Read what a profile says about its member; raises Invalid."""
    fields = Fields(raw)
    bio = fields.text("bio", most=MAX_BIO, required=False)
    signature = fields.text("signature", most=MAX_SIGNATURE, required=False)
    if "\n" in signature:
        fields.fail("signature", "One line, please.")
    fields.done()
    return {"bio": bio, "signature": signature}


def parse_token(raw: MultiDict[str, str]) -> dict[str, Any]:
    """Read what a token is for: a name, scopes, and the days it lives; raises Invalid."""
    fields = Fields(raw)
    name = fields.text("name", most=MAX_NAME)
    if "\n" in name:
        fields.fail("name", "One line, please.")
    days = fields.choice("days", DAYS, DAYS[1])
    fields.done()
    return {"name": name, "scopes": raw.getlist("scopes"), "days": int(days)}


def parse_language(raw: Mapping[str, str]) -> dict[str, Any]:
    """Read voice and theme; raises Invalid."""
    fields = Fields(raw)
    voice, theme = fields.choice("voice", VOICES), fields.choice("theme", THEMES, "auto")
    fields.done()
    language, address = VOICES[voice]
    return {"language": language, "address": address, "theme": theme}


def parse_mails(raw: Mapping[str, str]) -> dict[str, Any]:
    """Read which mails a member wants beside those that belong to the account."""
    fields = Fields(raw)
    return {"reminders": fields.ticked("reminders")}


def parse_game(raw: Mapping[str, str]) -> dict[str, Any]:
    """Read whether a member plays and stands on public lists; who doesn't play stands on none."""
    fields = Fields(raw)
    plays = fields.ticked("plays")
    return {"plays": plays, "on_leaderboard": plays and fields.ticked("on_leaderboard")}
