"""Lists of threads: one topic, one tag, one's own questions. All topics stand in `pages`."""

from flask import render_template

from forum.access import Permission, ensure
from forum.accounts.queries import actor
from forum.core import web
from forum.core.limits import limiter
from forum.core.page_cache import nobody, shared_page
from forum.threads import queries
from forum.threads.forms import READ, filters, older
from forum.threads.queries import around
from forum.threads.views.room import blueprint

MAX_CURSOR = 200


@blueprint.get("/c/<slug>")
@limiter.limit(READ)
@shared_page(special=nobody)
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
@shared_page(special=nobody)
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
    """Show what the reader began, also what is held, hidden or deleted."""
    page = queries.mine(actor(), cursor=web.one("after", MAX_CURSOR))
    return render_template("threads/mine.html", page=page, older=older("/my/questions", "all"), nav="mine")
