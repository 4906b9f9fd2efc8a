"""A webhook as the leading typed it; what is wrong with it the actions say."""

from typing import Any

from flask import request

from forum.core.markup import clean_text
from forum.core.shield.form import clean

MAX_LINE, MOST_KINDS = 1_000, 50


def webhook_typed() -> dict[str, Any]:
    """Read name, address, kinds and audience."""
    form = request.form
    return {
        "name": clean(clean_text(form.get("name", "")))[:MAX_LINE],
        "url": clean_text(form.get("url", "")).strip()[:MAX_LINE],
        "kinds": form.getlist("kinds")[:MOST_KINDS],
        "audience": form.get("audience", "public"),
    }


def switched_on() -> bool:
    """Tell whether the webhook shall be told anything at all."""
    return request.form.get("active") == "1"
