"""`members`, `leaderboards`: people and the game, as far as the reader may see."""

from collections.abc import Mapping
from typing import Any

from forum.access import Permission, can, ensure
from forum.accounts.models import Member
from forum.accounts.queries import actor, by_handle
from forum.accounts.queries.authors import authors
from forum.api import forms
from forum.api import game_schemas as schemas
from forum.api.views.room import following, operation
from forum.core import clock, i18n
from forum.core.errors import Invalid, NotVisible
from forum.mandates import queries as mandates
from forum.reputation import queries as game
from forum.reputation.queries import EntryRow
from forum.reputation.queries.leaderboard import EVER
from forum.threads import queries as threads


def member_of(handle: str) -> Member:
    """Give the member whose profile is asked for; raises NotVisible."""
    member = by_handle(handle)
    ensure(Permission.MEMBER_READ, member, actor())
    return member


def playing(member: Member) -> bool:
    """Tell whether there is a game to show."""
    return member.plays and not member.is_staff and member.kind == "person"


def language() -> str:
    """Give the language of names in the rule book."""
    return "en" if i18n.voice() == "en" else "de"


@operation("/members/<handle>", tag="members", answer=schemas.Member)
def get_member(handle: str) -> Any:
    """A profile."""
    member = member_of(handle)
    return {
        "person": authors([member.id])[member.id],
        "bio": member.bio,
        "since": clock.day_of(member.created_at),
        "given": threads.given(member.id, actor()),
        "stages": reached(member),
    }


def reached(member: Member) -> list[dict[str, Any]]:
    """Give the stages a member reached: all that others see."""
    found = game.stages(member.id) if playing(member) else []
    return [
        {
            "path": path.id,
            "name": path.name.get(language()),
            "stage": stage.number,
            "title": stage.title.get(language()),
            "points": None,
            "next": None,
        }
        for path, stage in found
    ]


@operation("/members/<handle>/paths", tag="members", answer=schemas.Routes)
def member_paths(handle: str) -> Any:
    """One's own routes with what the next stage takes; of others the stages they reached."""
    member = member_of(handle)
    if not can(Permission.LEDGER_READ, member, actor()):
        return {"items": reached(member), "next": None}
    routes = game.routes(member.id) if playing(member) else []
    return {"items": [route(each) for each in routes], "next": None}


def route(found: game.Route) -> dict[str, Any]:
    """Describe a path with its member on it."""
    ahead = found.ahead
    return {
        "path": found.path.id,
        "name": found.path.name.get(language()),
        "stage": found.stage,
        "title": found.here.title.get(language()) if found.here else "",
        "points": found.points,
        "next": {
            "stage": ahead.stage.number,
            "title": ahead.stage.title.get(language()),
            "requires": ahead.requirements,
        }
        if ahead
        else None,
    }


@operation(
    "/members/<handle>/ledger",
    tag="members",
    signed=True,
    takes=forms.Ledger,
    answer=schemas.Bookings,
)
def member_ledger(wanted: Mapping[str, str], handle: str) -> Any:
    """Every booking with rule, cause, cap and running total; for oneself and the leading."""
    member = member_of(handle)
    ensure(Permission.LEDGER_READ, member, actor())
    if wanted["path"] and wanted["path"] not in game.book_now().rules.paths:
        raise Invalid({"path": "There is no such path."})
    if not playing(member):
        return {"items": [], "next": None}
    page = game.ledger_page(member.id, actor(), wanted["after"], wanted["path"])
    return {"items": [booking(entry) for entry in page.items], "next": following(page.next_cursor, path=wanted["path"])}


def booking(entry: EntryRow) -> dict[str, Any]:
    """Describe a booking; what it was for only as far as the reader sees it."""
    names = ("id", "at", "day", "path", "rule_id", "kind", "cause", "amount", "wanted", "clipped_by", "balance")
    seen = bool(entry.title)
    about = {"thread": entry.thread_id, "post": entry.post_id, "title": entry.title}
    return {name: getattr(entry, name) for name in names} | {key: about[key] if seen else None for key in about}


@operation("/members/<handle>/badges", tag="members", answer=schemas.Badges)
def member_badges(handle: str) -> Any:
    """Badges a member found; to oneself also those there are to find."""
    member = member_of(handle)
    found = game.finds(member.id) if playing(member) else []
    shown = [find for find in found if find.at is not None or member.id == actor().id]
    names = [
        {
            "id": find.badge.id,
            "name": find.badge.name.get(language()),
            "text": find.badge.text.get(language()),
            "at": find.at,
        }
        for find in shown
    ]
    return {"items": names, "next": None}


@operation("/members/<handle>/mandates", tag="members", signed=True, answer=schemas.Mandates)
def member_mandates(handle: str) -> Any:
    """A member's mandates, ended ones included; for oneself and the leading."""
    member = member_of(handle)
    if member.id != actor().id:
        ensure(Permission.MANDATE_LIST, None, actor())
    return {"items": mandates.mandates_of(member.id), "next": None}


@operation("/leaderboards/<path>", tag="leaderboards", takes=forms.Period, answer=schemas.Board)
def leaderboard(wanted: Mapping[str, str], path: str) -> Any:
    """A public list: deeds, then thanks of different people. Only who said yes stands on it."""
    ensure(Permission.LEADERBOARD_READ, None, actor())
    if path not in game.book_now().rules.paths:
        raise NotVisible
    period, month = chosen(wanted["period"])
    board = game.board(path, month, wanted["after"])
    people = authors(rank.member_id for rank in board.ranks)
    places = [
        {"place": rank.place, "member": people[rank.member_id], "deeds": rank.deeds, "people": rank.people}
        for rank in board.ranks
    ]
    return {"path": path, "period": period, "items": places, "next": following(board.next_cursor, period=period)}


def chosen(period: str) -> tuple[str, int]:
    """Give a period's name and number; raises Invalid for a month to come."""
    today = clock.today()
    if period == "ever":
        return period, EVER
    month = today.year * 100 + today.month if period == "month" else int(period.replace("-", ""))
    if month > today.year * 100 + today.month:
        raise Invalid({"period": "This month is still to come."})
    return period, month
