"""The first page: ask or search, choose a subject, see what waits and what was just said."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from forum.access import Actor
from forum.accounts.queries import person
from forum.core import i18n
from forum.core.found import Found
from forum.core.fragments import fragment
from forum.core.page_cache import nobody, part, shared_page
from forum.dashboard.queries import pulse
from forum.mandates.queries import open_invitation
from forum.pages.welcome import steps
from forum.threads import queries
from forum.threads.forms import Listed, language_asked
from forum.threads.models import Category
from forum.threads.queries.lists import FILTERS

blueprint = Blueprint("home", __name__)
WAITING, RECENT, MINE, PLATES = 3, 8, 3, 6
CHIPS = ("all", "solved", "expert")


@dataclass(frozen=True, slots=True)
class Plate:
    """A signpost: a topic with its category, its median time to the first answer, and its sub-topics as links."""

    name: str
    icon: str
    category: Category
    median_s: int | None
    branches: list[tuple[str, str]]


def rail() -> str:
    """Render what stands beside, once as long as it is the same: an invitation, one's own questions, why to join."""
    who = person()
    plain = who.member is not None and not who.member.is_staff
    mine = queries.my_newest(who.actor, MINE) if plain else []
    todo = steps(who.member) if who.member is not None else []
    invitation = open_invitation(who.actor.id) if plain and who.actor.id is not None else None
    told = invitation.state if invitation is not None else ""
    key = ("rail", i18n.voice(), who.member is None, tuple(mine), tuple(todo), told)
    about = {"mine": mine, "steps": todo, "invitation": invitation}
    return fragment(key, lambda: render_template("pages/_home_rail.html", **about))


@blueprint.get("/")
@shared_page(special=nobody, parts={"rail": rail})
def home() -> str:
    """Show the first page. No teaser of health-near categories; `kind` and `lang` filter the recent list."""
    who = person()
    kind = request.args.get("kind", "all")
    kind = kind if kind in FILTERS and kind in CHIPS else "all"
    beat, spoken = pulse(), queries.languages(who.actor)
    listed = Listed("/", kind, codes=spoken, language=language_asked(spoken))
    return render_template(
        "pages/home.html",
        nav="start",
        found=Found(path="/", indexed=kind == "all" and not listed.language, feed="/feed.atom"),
        plates=plates(who.actor, beat.by_category),
        pulse=beat,
        news=queries.thread_list(who.actor, kind="news", size=1, calm=True).items,
        waiting=queries.thread_list(who.actor, kind="waiting", size=WAITING, calm=True).items,
        recent=queries.thread_list(who.actor, kind=kind, language=listed.language, size=RECENT, calm=True).items,
        listed=listed,
        rail=part("rail", rail),
    )


def plates(who: Actor, medians: dict[int, int]) -> list[Plate]:
    """Public topics of the guided picker as signposts; without a picker the public subjects. One or two statements."""
    tree = [branch for branch in queries.picker_tree(who) if _teased(branch.category)]
    if not tree:
        shown = [category for category in queries.categories(who) if _teased(category)][:PLATES]
        return [Plate(each.name, each.icon, each, medians.get(each.id), []) for each in shown]
    return [
        Plate(top.topic.name, top.topic.icon, top.category, medians.get(top.category.id), _links(top))
        for top in tree[:PLATES]
    ]


def _links(top: queries.Branch) -> list[tuple[str, str]]:
    below = [branch.topic for branch in top.branches if _teased(branch.category)]
    return [(topic.name, f"/picker/{topic.slug}") for topic in below]


def _teased(category: Category) -> bool:
    return category.audience == "public" and category.who_may_write == "members" and not category.health_near
