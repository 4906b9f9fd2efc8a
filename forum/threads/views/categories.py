"""Lists of threads: all topics, one topic, one tag, one's own questions."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import render_template

from forum.access import Permission, ensure
from forum.accounts.queries import actor
from forum.core import web
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.page_cache import guest_page
from forum.threads import queries
from forum.threads.queries import around
from forum.threads.views.room import blueprint

MAX_CURSOR = 200
READ = "240 per minute"


@blueprint.get("/c/")
@limiter.limit(READ)
@guest_page
def all_categories() -> str:
    """Show every topic the reader sees, with who reads along and how fast answers come.

    With `kind` the threads of all topics by that filter instead.
    """
    who, chosen = actor(), web.one("kind")
    if chosen not in queries.lists.FILTERS:
        shown, times = queries.categories(who), around.response_times(who)
        return render_template("threads/categories.html", categories=shown, times=times, nav="topics")
    return render_template(
        "threads/everything.html",
        page=queries.thread_list(who, kind=chosen, calm=True, cursor=web.one("after", MAX_CURSOR)),
        filters=filters("/c/", chosen, everything=True),
        older=f"/c/?kind={chosen}&after=",
        nav="topics",
    )


@blueprint.get("/c/<slug>")
@limiter.limit(READ)
@guest_page
def category(slug: str) -> str:
    """Show one topic: its list by filter, what helped most, who answers."""
    who, found = actor(), queries.category(slug)
    ensure(Permission.CATEGORY_READ, found, who)
    chosen, cursor = web.one("kind"), web.one("after", MAX_CURSOR)
    chosen = chosen if chosen in queries.lists.FILTERS else "all"
    first = chosen == "all" and not cursor
    return render_template(
        "threads/category.html",
        category=found,
        page=queries.thread_list(who, category_id=found.id, kind=chosen, cursor=cursor),
        filters=filters(f"/c/{slug}", chosen, around.waiting_count(found.id)),
        chosen=chosen,
        older=older(f"/c/{slug}", chosen),
        best=around.best(found.id) if first else (),
        answerers=around.answerers(found),
        tags=around.tags_around(found.id),
        nav="topics",
    )


@blueprint.get("/tags/<slug>")
@limiter.limit(READ)
@guest_page
def tag(slug: str) -> str:
    """Show the threads with one tag, of all topics the reader sees."""
    found, chosen = queries.tag(slug), web.one("kind")
    chosen = chosen if chosen in queries.lists.FILTERS else "all"
    return render_template(
        "threads/tag.html",
        tag=found,
        page=queries.thread_list(actor(), tag_id=found.id, kind=chosen, cursor=web.one("after", MAX_CURSOR)),
        filters=filters(f"/tags/{slug}", chosen),
        chosen=chosen,
        older=older(f"/tags/{slug}", chosen),
        tags=queries.top_tags(),
        nav="topics",
    )


@blueprint.get("/my/questions")
@web.members_only
@web.private
def mine() -> str:
    """Show what the reader began, also what is held or hidden."""
    page = queries.mine(actor(), cursor=web.one("after", MAX_CURSOR))
    return render_template("threads/mine.html", page=page, older=older("/my/questions", "all"), nav="mine")


def filters(path: str, chosen: str, waiting: int = 0, *, everything: bool = False) -> Sequence[tuple[str, str, bool]]:
    """Give the filters of a list as links: (label, address, current). `everything`: the path alone is no list."""
    labels = {
        "all": _("Newest"),
        "waiting": _("Without answer %(num)s", num=waiting) if waiting else _("Without answer"),
        "open": _("Not solved yet"),
        "solved": _("Solved"),
        "expert": _("With an expert"),
        "discussions": _("Discussions"),
    }
    bare = "" if everything else "all"
    return [(label, path if name == bare else f"{path}?kind={name}", name == chosen) for name, label in labels.items()]


def older(path: str, chosen: str) -> str:
    """Give the address of a list's next page, to which the cursor is added."""
    query = {} if chosen == "all" else {"kind": chosen}
    return f"{path}?{urlencode({**query, 'after': ''})}"
