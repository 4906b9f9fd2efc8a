"""`/m/<handle>/paths`: the routes as pictures and lists; others see the stages somebody reached, nothing more."""

from dataclasses import dataclass
from typing import Any

from forum.access import Permission, can, ensure
from forum.accounts.models import Member
from forum.accounts.queries import actor, by_handle
from forum.assets.route import route as draw
from forum.core import web
from forum.core.errors import NotVisible
from forum.core.i18n import gettext as _
from forum.reputation import queries
from forum.reputation.engine.stages import Requirement
from forum.reputation.queries import Route, Waypoint
from forum.reputation.views.room import blueprint, language, spoken
from forum.reputation.views.words import condition, metric_label, perk_text, right_text


@dataclass(frozen=True, slots=True)
class Drawn:
    """A route ready to be shown. `missing`: what the next stage still takes, in words; `percent` of it is there."""

    route: Route
    name: str
    text: str
    title: str
    picture: str
    stages: list[dict[str, Any]]
    next_title: str
    percent: int
    missing: list[str]


@blueprint.get("/m/<handle>/paths")
def paths(handle: str) -> web.Answer:
    """Show one's own routes with what is missing; somebody else's stages only; nothing of who does not play."""
    member = by_handle(handle)
    ensure(Permission.MEMBER_READ, member, actor())
    own = can(Permission.LEDGER_READ, member, actor())
    shown = member.plays and not member.is_staff and member.kind == "person"
    if own:
        drawn = drawn_routes(member) if shown else []
        return web.page(
            "reputation/paths.html", member=member, routes=drawn, off=not shown, own=member.id == actor().id
        )
    reached = queries.stages(member.id) if shown else []
    if not reached:
        raise NotVisible
    return web.page("reputation/stages.html", member=member, reached=reached, language=language())


def drawn_routes(member: Member) -> list[Drawn]:
    """Prepare a member's routes, most points first."""
    return [drawn(route, member.id) for route in queries.routes(member.id)]


def drawn(route: Route, member_id: int) -> Drawn:
    """Prepare one route."""
    ahead = route.ahead
    return Drawn(
        route=route,
        name=route.path.name.get(language()),
        text=route.path.text.get(language()),
        title=route.here.title.get(language()) if route.here else "",
        picture=picture(route),
        stages=[waypoint(each, member_id) for each in route.waypoints],
        next_title=ahead.stage.title.get(language()) if ahead else "",
        percent=min((item.percent for item in ahead.requirements), default=100) if ahead and route.stage else 0,
        missing=[missing(item) for item in ahead.requirements if not item.met] if ahead else [],
    )


def missing(item: Requirement) -> str:
    """Say how much of a condition is still missing."""
    if item.metric == "success_rate":
        return metric_label(item.metric, item.need)
    return condition(item.metric, item.need - item.have)


def picture(route: Route) -> str:
    """Draw the altitude profile with a sentence for those who hear it."""
    titles = [
        (each.stage.title.get(language()), _("%(points)s pts", points=spoken(each.stage.points, "number")))
        for each in route.waypoints
    ]
    points = spoken(route.points, "number")
    label = _(
        "Altitude profile of the path %(path)s: %(reached)s of %(all)s waypoints reached, %(points)s points.",
        path=route.path.name.get(language()),
        reached=route.stage,
        all=len(titles),
        points=points,
    )
    return draw(route.progress, titles, label=label, here=_("Here: %(points)s pts", points=points))


def waypoint(each: Waypoint, member_id: int) -> dict[str, Any]:
    """Prepare a stage for the list of waypoints."""
    stage = each.stage
    return {
        "number": stage.number,
        "title": stage.title.get(language()),
        "threshold": _("%(points)s pts", points=spoken(stage.points, "number")),
        "state": each.state,
        "perks": [*map(perk_text, stage.perks), *map(right_text, stage.rights)],
        "requires": [requirement(item, member_id) for item in each.requirements],
    }


def requirement(item: Requirement, member_id: int) -> tuple[str, str, int, bool]:
    """Say what is there and what is needed; a rate with the answers it is made of."""
    label = metric_label(item.metric, item.need)
    if item.metric == "success_rate":
        made_of = queries.metrics(member_id, "", ("good_answers", "answers"))
        have = _("%(good)s of %(all)s answers", good=made_of["good_answers"], all=made_of["answers"])
    else:
        numbers = {"have": spoken(item.have, "number"), "need": spoken(item.need, "number")}
        have = _("%(have)s of %(need)s", **numbers)
    return label, have, item.percent, item.met
