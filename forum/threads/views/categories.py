"""Lists of threads: one topic, one tag, one's own questions. All topics stand in `pages`."""

from dataclasses import replace

from flask import current_app, render_template

from forum.access import Permission, ensure
from forum.accounts.queries import actor
from forum.core import web
from forum.core.found import Found, breadcrumbs
from forum.core.i18n import gettext as _
from forum.core.limits import limiter
from forum.core.page_cache import nobody, shared_page
from forum.threads import queries
from forum.threads.forms import READ, Listed, language_asked
from forum.threads.models import Category
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
    spoken = found.spoken if len(found.spoken) > 1 else []
    language = language_asked(spoken)
    listed = Listed(f"/c/{slug}", chosen, codes=spoken, language=language)
    first = chosen == "all" and not cursor and not language
    page, rail = around.category_page(found, who, kind=chosen, language=language, cursor=cursor)
    return render_template(
        "threads/category.html",
        category=found,
        found=described(found, shown=first, language=language),
        page=page,
        around=rail,
        filters=listed.filters(rail.waiting),
        chosen=chosen,
        older=listed.older(),
        tongues=listed.tongues(),
        best=rail.best if first else (),
        nav="topics",
    )


def described(category: Category, *, shown: bool, language: str) -> Found:
    """Say what a topic tells search engines; only its whole first page is to be found."""
    path = f"/c/{category.slug}"
    steps = ((_("Home"), "/"), (_("Topics"), "/c/"), (category.name, path))
    return Found(
        path=path,
        text=category.description,
        indexed=category.findable and shown,
        feed=feed_of(path, language) if category.findable else "",
        data=[breadcrumbs(current_app.extensions["forum.settings"].base_url, *steps)],
    )


def feed_of(path: str, language: str) -> str:
    """Give the address of a list's feed, in the language that the list is filtered by."""
    return f"{path}/feed.atom?lang={language}" if language else f"{path}/feed.atom"


@blueprint.get("/tags/<slug>")
@limiter.limit(READ)
@shared_page(special=nobody)
def tag(slug: str) -> str:
    """Show the threads with one tag, of all topics the reader sees."""
    who, chosen, cursor = actor(), web.one("kind"), web.one("after", MAX_CURSOR)
    found, spoken = queries.tag_spoken(slug, who)
    chosen = chosen if chosen in queries.lists.FILTERS else "all"
    language = language_asked(spoken)
    listed = Listed(f"/tags/{slug}", chosen, codes=spoken, language=language)
    return render_template(
        "threads/tag.html",
        tag=found,
        found=Found(
            path=f"/tags/{slug}",
            text=_("Questions and answers about %(tag)s, from customers and experts.", tag=found.name),
            indexed=chosen == "all" and not cursor and not language,
            feed=feed_of(f"/tags/{slug}", language),
        ),
        page=queries.thread_list(who, tag_id=found.id, kind=chosen, language=language, cursor=cursor),
        filters=listed.filters(),
        chosen=chosen,
        older=listed.older(),
        tongues=listed.tongues(),
        tags=queries.top_tags(),
        nav="topics",
    )


@blueprint.get("/my/questions")
@web.members_only
@web.private
def mine() -> str:
    """Show what the reader began, also what is held, hidden or deleted."""
    page = queries.mine(actor(), cursor=web.one("after", MAX_CURSOR))
    page = replace(page, items=[asked(row) for row in page.items])
    return render_template("threads/mine.html", page=page, older=Listed("/my/questions", "all").older(), nav="mine")


def asked(row: queries.ThreadRow) -> queries.ThreadRow:
    """Ask for the solution of one's own answered question."""
    open_ = row.kind == "question" and row.state == "shown" and row.answer_count > 0 and not row.solved
    return replace(row, why=_("Did an answer help? Then mark it as the solution.")) if open_ else row
