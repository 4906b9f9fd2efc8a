"""`mandates`, `dashboard`: what the leading does and sees."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forum.access import Permission, ensure
from forum.accounts.models import Member
from forum.accounts.queries import actor, by_handle
from forum.api import figures, forms
from forum.api import game_schemas as schemas
from forum.api.views.room import CLICK, following, operation, writing
from forum.core.errors import Invalid, NotVisible
from forum.core.pagination import decode, encode
from forum.dashboard.cases import CASES
from forum.mandates import actions, queries

SIZE = 200


@operation("/mandates", tag="mandates", scope="manage", takes=forms.Listing, answer=schemas.Mandates)
def list_mandates(wanted: Mapping[str, str]) -> Any:
    """Mandates that are not over, newest first, fifty a page."""
    ensure(Permission.MANDATE_LIST, None, actor())
    page = queries.running(wanted["after"] or None)
    return {"items": page.items, "next": following(page.next_cursor)}


@operation(
    "/mandates",
    "POST",
    tag="mandates",
    scope="manage",
    takes=forms.Nominate,
    answer=schemas.Nomination,
    status=201,
    may=(409,),
    limit=CLICK,
    shares="mandates.nominate",
)
def nominate(sent: Mapping[str, Any]) -> Any:
    """Nominate a member for what a reached stage brings; it begins when enough approved and the member said yes."""
    with writing() as act:
        ensure(Permission.MANDATE_DECIDE, None, act.actor)
        member = named(sent["handle"])
        act.says(actions.nominate_by_hand(by=act.member, member=member, path=sent["path"], stage=sent["stage"]))
    return act.answer


def named(handle: str) -> Member:
    """Give a person by handle; raises Invalid."""
    try:
        return by_handle(handle)
    except NotVisible:
        raise Invalid({"handle": "There is nobody with this pseudonym."}) from None


@operation("/dashboard/figures", tag="dashboard", scope="dashboard", takes=forms.Days, answer=schemas.Figures)
def list_figures(wanted: Mapping[str, date | None]) -> Any:
    """Every figure with its denominator, for the days `from` to `to`."""
    ensure(Permission.DASHBOARD_READ, None, actor())
    first, last = figures.days(wanted["since"], wanted["until"])
    return {"since": first, "until": last, "items": figures.every(figures.window(first, last), first, last)}


@operation(
    "/dashboard/figures/<key>/cases",
    tag="dashboard",
    scope="dashboard",
    takes=forms.CaseDays,
    answer=schemas.Cases,
)
def list_cases(wanted: Mapping[str, Any], key: str) -> Any:
    """The very cases behind a figure."""
    ensure(Permission.DASHBOARD_READ, None, actor())
    if key not in CASES:
        raise NotVisible
    first, last = figures.days(wanted["since"], wanted["until"])
    found = CASES[key](figures.window(first, last))
    start = max(0, (decode(wanted["after"], (int,)) or [0])[0])
    rows = list(zip(found.rows, found.links, strict=True))[start : start + SIZE]
    more = encode((start + SIZE,)) if len(found.rows) > start + SIZE else None
    return {
        "key": key,
        "title": found.title,
        "definition": found.definition,
        "head": found.head,
        "items": [{"cells": cells, "link": link} for cells, link in rows],
        "next": following(more, **{"from": first.isoformat(), "to": last.isoformat()}),
    }
