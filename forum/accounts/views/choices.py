"""Colours and language of a browser: plain links that leave a cookie and nothing else."""

from flask import redirect

from forum.accounts.queries import person
from forum.accounts.views.room import blueprint
from forum.core import web
from forum.core.i18n import CHAINS

DAYS = 365
THEMES = ("light", "dark", "auto")


@blueprint.get("/theme")
def theme() -> web.Answer:
    """Choose light or dark for this browser (`auto`: as the system), and go back."""
    chosen = web.one("to", 10)
    if chosen in THEMES:
        choose_theme(chosen)
    return redirect(web.safe_path(web.one("next", 2000)))


@blueprint.get("/voice")
def voice() -> web.Answer:
    """Choose language and form of address for this browser; members choose in their settings."""
    if person().member is not None:
        return redirect("/settings#language")
    chosen = web.one("to", 10)
    if chosen in CHAINS:
        web.send_cookie("voice", chosen, days=DAYS, readable=True)
    return redirect(web.safe_path(web.one("next", 2000)))


def choose_theme(chosen: str) -> None:
    """Leave the theme in a cookie that our script may change."""
    web.send_cookie("theme", "" if chosen == "auto" else chosen, days=0 if chosen == "auto" else DAYS, readable=True)
