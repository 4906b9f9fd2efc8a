"""The blueprint of mandates and what its views share."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, current_app

from forum.access import Actor, Permission, can
from forum.accounts.models import Member
from forum.accounts.queries import Person
from forum.core import i18n
from forum.core.errors import NotVisible, Refused
from forum.mandates import queries
from forum.mandates.models import Grant, Nomination

blueprint = Blueprint("mandates", __name__)
CLICK = "60 per minute"
TEXTS = "forum.texts"
"""Where the composition root leaves the function that gives a fixed text: texts belong to `pages`, above this room."""


@dataclass(frozen=True, slots=True)
class Charter:
    """What a holder says yes to, sentence by sentence."""

    version: str
    date: date
    sentences: Sequence[str]


def language() -> str:
    """Give the reader's language, `de` or `en`."""
    return "en" if i18n.voice() == "en" else "de"


def charter() -> Charter:
    """Give the charter in the reader's voice."""
    settings = current_app.extensions["forum.settings"]
    found: Any = current_app.extensions[TEXTS]("charter", language(), i18n.voice() == "de-formal", settings)
    sentences = [html.unescape(item.strip()) for item in re.findall(r"<li>(.*?)</li>", str(found.html), re.DOTALL)]
    return Charter(found.version, found.date, sentences)


def me(who: Person) -> Member:
    """Give the member who acts; raises Refused when the session ended meanwhile."""
    if who.member is None:
        raise Refused("Please sign in first.")
    return who.member


def nomination(nomination_id: int, actor: Actor) -> Nomination:
    """Give a nomination that the actor may know of; raises NotVisible."""
    found = queries.nomination(nomination_id)
    if not _known(found, actor):
        raise NotVisible
    return found


def mandate(mandate_id: int, actor: Actor) -> Grant:
    """Give a mandate that the actor may know of; raises NotVisible."""
    found = queries.mandate(mandate_id)
    if not _known(found, actor):
        raise NotVisible
    return found


def _known(about: Nomination | Grant, actor: Actor) -> bool:
    return can(Permission.MANDATE_LIST, None, actor) or can(Permission.MANDATE_HOLD, about, actor)
