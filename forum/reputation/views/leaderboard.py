"""`/leaderboard`: one path at a time, a month or all time; appearing is a choice, made and unmade by one click."""

import re
from datetime import date
from typing import Any

from flask import render_template, request
from flask_babel import format_date

from forum.access import Permission, ensure
from forum.accounts.actions import change_settings
from forum.accounts.queries import acting, actor, person
from forum.accounts.queries.authors import authors
from forum.core import clock, web
from forum.core.errors import Refused
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.page_cache import part, shared_page
from forum.reputation import queries
from forum.reputation.queries.leaderboard import EVER
from forum.reputation.views.room import blueprint, language

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def own_choice() -> dict[str, Any] | None:
    """Give whether the reader appears; none for guests, staff, and members who have earned nothing yet."""
    who = person()
    member, (_path, _stage, points) = who.member, who.best or ("", 0, 0)
    if member is None or member.is_staff or not member.plays or not (member.on_leaderboard or points > 0):
        return None
    return {"shown": member.on_leaderboard}


def choice_panel() -> str:
    """Render the reader's choice, nothing for those who have none."""
    choice = own_choice()
    return render_template("reputation/_choice.html", choice=choice) if choice else ""


@blueprint.get("/leaderboard")
@shared_page(special=lambda: bool(getattr(person().member, "on_leaderboard", False)), parts={"choice": choice_panel})
def leaderboard() -> web.Answer:
    """Show the list: solutions, then thanks of different people; the reader's own line even when far below."""
    ensure(Permission.LEADERBOARD_READ, None, actor())
    paths = queries.book_now().rules.paths
    path = paths.get(web.one("path")) or next(iter(paths.values()))
    first, month, period = chosen_month(web.one("period"))
    board = queries.board(path.id, month, request.args.get("after"))
    me = actor().id
    mine = queries.own_rank(me, path.id, month) if me is not None else None
    people = authors([rank.member_id for rank in board.ranks] + ([mine.member_id] if mine else []))
    return web.page(
        "reputation/leaderboard.html",
        paths=paths.values(),
        path=path,
        language=language(),
        period=period,
        month=format_date(first, "LLLL") if month else "",
        periods=periods(period),
        board=board,
        mine=mine,
        people=people,
        listed=queries.who_is_listed(path.id, month) if month else None,
        choice=part("choice", choice_panel),
        first_page=not request.args.get("after"),
    )


@blueprint.post("/leaderboard/listing")
@limiter.limit("30/minute")
@web.members_only
def listing() -> web.Answer:
    """Appear on the public lists, or vanish from them at once."""
    with acting() as who:
        ensure(Permission.ACCOUNT_MANAGE, who.member, who.actor)
        if who.member is None or who.member.is_staff:
            raise Refused
        change_settings(who.member, on_leaderboard=request.form.get("on_leaderboard") == "1")
    return web.back("/leaderboard")


def chosen_month(period: str) -> tuple[date, int, str]:
    """Read `month` (now), `ever` or YYYY-MM; anything else is this month. Give its first day, its number, its name."""
    today = clock.today()
    if period == "ever":
        return today, EVER, "ever"
    past = MONTH.fullmatch(period)
    if past and (int(past[1]), int(past[2])) < (today.year, today.month):
        first = date(int(past[1]), int(past[2]), 1)
        return first, first.year * 100 + first.month, period
    return today.replace(day=1), today.year * 100 + today.month, "month"


def periods(chosen: str) -> list[tuple[str, str, bool]]:
    """Give the periods to choose from: this month, the one before, all time (name, label, chosen)."""
    this = clock.today().replace(day=1)
    before = date(this.year - (this.month == 1), (this.month - 2) % 12 + 1, 1)
    named = f"{before.year}-{before.month:02}"
    every = [("month", format_date(this, "LLLL")), (named, format_date(before, "LLLL")), ("ever", _("All time"))]
    return [(name, label, name == chosen) for name, label in every]
