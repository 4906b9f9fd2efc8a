"""The blueprint of the game and what its views share."""

from typing import Any

from flask import Blueprint, current_app

from forum.core import i18n

blueprint = Blueprint("reputation", __name__)


def language() -> str:
    """Give the language of names in the rule book, `de` or `en`."""
    return "en" if i18n.voice() == "en" else "de"


def spoken(value: Any, how: str = "when") -> str:
    """Say an instant, day or number as templates do: the layout's filters `when`, `day`, `number`."""
    return str(current_app.jinja_env.filters[how](value))


def signed(points: int) -> str:
    """Write a movement with its sign: +25, −4, 0."""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return sign + spoken(abs(points), "number")
