"""The fixed texts: rules, privacy, imprint, accessibility, contact."""

from flask import Blueprint, current_app, render_template

from forum.core import i18n
from forum.core.found import Found
from forum.core.page_cache import guest_page
from forum.pages.texts import text

blueprint = Blueprint("fixed", __name__)


def show(key: str) -> str:
    """Render a text in the reader's voice, with version and date."""
    voice = i18n.voice()
    found = text(key, "en" if voice == "en" else "de", voice == "de-formal", current_app.extensions["forum.settings"])
    return render_template("pages/fixed.html", text=found, key=key, found=Found(path=f"/{key}"), nav=key)


@blueprint.get("/rules")
@guest_page
def rules() -> str:
    """The rules of the house."""
    return show("rules")


@blueprint.get("/privacy")
@guest_page
def privacy() -> str:
    """What is stored, why and how long."""
    return show("privacy")


@blueprint.get("/imprint")
@guest_page
def imprint() -> str:
    """Who runs it."""
    return show("imprint")


@blueprint.get("/accessibility")
@guest_page
def accessibility() -> str:
    """How accessible it is and whom to tell."""
    return show("accessibility")


@blueprint.get("/contact")
@guest_page
def contact() -> str:
    """Telephone, form and portal."""
    return show("contact")
