"""The first page: ask or search, choose a subject, see what waits and what was just said."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from sqlalchemy import select

from forum.access import Actor
from forum.accounts.queries import person
from forum.core.db import session
from forum.core.page_cache import nobody, part, shared_page
from forum.dashboard.queries import pulse
from forum.mandates.queries import open_invitation
from forum.pages.welcome import steps
from forum.threads import queries
from forum.threads.models import Thread
from forum.threads.queries.lists import FILTERS

blueprint = Blueprint("home", __name__)
WAITING, RECENT, MINE, PLATES, BRANCHES = 3, 8, 3, 6, 3
CHIPS = ("all", "solved", "expert")


@dataclass(frozen=True, slots=True)
class Plate:
    """A signpost: a category, its median time to the first answer, and its latest solved questions."""

    category: Any
    median_s: int | None
    branches: list[Any]


def rail() -> str:
    """Render what stands beside: an invitation, one's own questions, or why to join."""
    who = person()
    plain = who.member is not None and not who.member.is_staff
    return render_template(
        "pages/_home_rail.html",
        mine=queries.mine(who.actor, size=MINE).items if plain else [],
        steps=steps(who.member) if who.member is not None else [],
        invitation=open_invitation(who.actor.id) if plain and who.actor.id is not None else None,
    )


@blueprint.get("/")
@shared_page(special=nobody, parts={"rail": rail})
def home() -> str:
    """Show the first page. No teaser of health-near categories; `kind` filters the recent list."""
    who = person()
    kind = request.args.get("kind", "all")
    kind = kind if kind in FILTERS and kind in CHIPS else "all"
    beat = pulse()
    return render_template(
        "pages/home.html",
        nav="start",
        plates=plates(who.actor, beat.by_category),
        pulse=beat,
        news=queries.thread_list(who.actor, kind="news", size=1, calm=True).items,
        waiting=queries.thread_list(who.actor, kind="waiting", size=WAITING, calm=True).items,
        recent=queries.thread_list(who.actor, kind=kind, size=RECENT, calm=True).items,
        kind=kind,
        rail=part("rail", rail),
    )


def plates(who: Actor, medians: dict[int, int]) -> list[Plate]:
    """Public subjects as signposts, in the manager's order, each with three solved questions to read first."""
    shown = [c for c in queries.categories(who) if c.audience == "public" and c.who_may_write == "members"][:PLATES]
    branches = _branches([category.id for category in shown])
    return [Plate(category, medians.get(category.id), branches.get(category.id, [])) for category in shown]


def _branches(category_ids: list[int]) -> dict[int, list[Thread]]:
    found: dict[int, list[Thread]] = {}
    for category_id in category_ids:
        solved = (
            select(Thread)
            .where(Thread.category_id == category_id, Thread.state == "shown", Thread.accepted_post_id.is_not(None))
            .order_by(Thread.last_activity_at.desc(), Thread.id.desc())
            .limit(BRANCHES)
        )
        found[category_id] = list(session().scalars(solved))
    return found
