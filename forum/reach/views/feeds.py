"""Atom feeds: what everybody may find, the same for whoever asks; nothing of members, teams or health-near topics."""

from flask import Response, request

from forum.core import i18n, web
from forum.core.errors import NotVisible
from forum.core.i18n import gettext as _
from forum.core.languages import NAMES
from forum.core.limits import limiter
from forum.core.page_cache import REVALIDATE
from forum.reach import queries
from forum.reach.atom import Feed, Item, write
from forum.reach.queries import Entry
from forum.reach.views.room import MACHINES, base, blueprint, settings
from forum.threads.queries import category, tag
from forum.threads.queries.places import path_of


@blueprint.get("/feed.atom")
@limiter.limit(MACHINES)
def feed() -> Response:
    """Give the newest threads of all topics."""
    return answer("/feed.atom", "/", _("New in all topics"), queries.newest(language=language()))


@blueprint.get("/unanswered/feed.atom")
@limiter.limit(MACHINES)
def unanswered_feed() -> Response:
    """Give the newest questions that nobody has answered."""
    found = queries.newest(kind="waiting", language=language())
    return answer("/unanswered/feed.atom", "/c/?kind=waiting", _("Still without an answer"), found)


@blueprint.get("/c/<slug>/feed.atom")
@limiter.limit(MACHINES)
def category_feed(slug: str) -> Response:
    """Give the newest threads of a topic; one that is not for everybody to find has no feed."""
    found = category(slug)
    if not found.findable:
        raise NotVisible
    entries = queries.newest(category_id=found.id, language=language())
    return answer(f"/c/{slug}/feed.atom", f"/c/{slug}", found.name, entries)


@blueprint.get("/tags/<slug>/feed.atom")
@limiter.limit(MACHINES)
def tag_feed(slug: str) -> Response:
    """Give the newest threads with a tag."""
    found = tag(slug)
    entries = queries.newest(tag_id=found.id, language=language())
    return answer(f"/tags/{slug}/feed.atom", f"/tags/{slug}", found.name, entries)


def language() -> str:
    """Read in which language the threads shall be (`lang`); empty for all."""
    code = web.one("lang", 2)
    return code if code in NAMES else ""


def answer(path: str, about: str, title: str, entries: list[Entry]) -> Response:
    """Write the feed, or say that it has not changed."""
    chosen = language()
    made = Feed(
        base=base(),
        path=narrowed(path, chosen),
        about=narrowed(about, chosen),
        title=f"{title}{f' ({NAMES[chosen]})' if chosen else ''} – {settings().community_name}",
        subtitle=_("Questions and answers of %(company)s customers", company=settings().brand_name),
        lang=chosen or ("en" if i18n.voice() == "en" else "de-CH"),
        items=[item(entry) for entry in entries],
    )
    response = Response(write(made), mimetype="application/atom+xml")
    response.headers["Cache-Control"] = REVALIDATE
    response.last_modified = made.updated
    response.add_etag()
    response.make_conditional(request)
    return response


def narrowed(path: str, code: str) -> str:
    """Give an address with a language, if one was chosen."""
    return f"{path}{'&' if '?' in path else '?'}lang={code}" if code else path


def item(entry: Entry) -> Item:
    """Turn a thread into an entry."""
    thread = entry.thread
    return Item(
        path=path_of(thread),
        name=f"t/{thread.id}",
        title=thread.title,
        html=entry.html,
        author=entry.author,
        topic=entry.topic,
        published=thread.created_at,
        updated=entry.updated,
    )
