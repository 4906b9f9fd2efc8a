"""The page of one thread: the conversation with what moderation says about it and what fits beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, current_app, g, make_response, redirect, request
from flask.blueprints import BlueprintSetupState
from markupsafe import Markup

from forum.access import Actor, Permission, can, ensure
from forum.accounts.queries import actor
from forum.accounts.queries.authors import Author
from forum.core import clock, i18n, telemetry, web
from forum.core.fragments import fragment
from forum.core.i18n import gettext as _
from forum.core.page_cache import shared_page
from forum.core.pagination import micros_of
from forum.core.ports import THREAD_PAGE
from forum.moderation.queries import answered_in, statements
from forum.pages.found import found_of
from forum.pages.layout import when
from forum.threads import queries
from forum.threads.forms import Keeping, Typed
from forum.threads.models import Proposal, Thread
from forum.threads.queries import beside
from forum.threads.queries.places import path_of
from forum.threads.queries.related import fitting
from forum.threads.queries.taking_part import takes_part

blueprint = Blueprint("thread", __name__)
MAX_CURSOR = 200
AT_TABLE = 6


@blueprint.get("/t/<id:thread_id>")
@blueprint.get("/t/<id:thread_id>-<slug>")
def show(thread_id: int, slug: str = "") -> Response:
    """Show a thread, and count that it was read, also when the page came from memory."""
    answer = make_response(canonical(thread_id=thread_id, slug=slug))
    if request.method == "GET" and answer.status_code in {200, 304}:
        telemetry.count("thread_view", (thread_id,))
    return answer


@shared_page(special=lambda *, thread_id, slug: takes_part(actor(), thread_id))  # noqa: ARG005 - the view's
def canonical(*, thread_id: int, slug: str) -> web.Answer:
    """Show a thread at its own address; other addresses lead there (301)."""
    thread = queries.thread(thread_id)
    ensure(Permission.THREAD_READ, thread, actor())
    if slug != thread.slug:
        query = request.query_string.decode("latin-1")
        return redirect(f"{path_of(thread)}{f'?{query}' if query else ''}", code=301)
    return draw(thread, after=web.one("after", MAX_CURSOR))


def compose(thread_id: int, *, after: str | None = None, typed: Typed | None = None, status: int = 200) -> web.Answer:
    """Show a page of a thread; `typed` is what a form of it had, to be shown again with what was wrong."""
    thread = queries.thread(thread_id)
    ensure(Permission.THREAD_READ, thread, actor())
    return draw(thread, after=after, typed=typed, status=status)


def draw(thread: Thread, *, after: str | None = None, typed: Typed | None = None, status: int = 200) -> web.Answer:
    """Render a page of a thread that the reader may see."""
    who = actor()
    page, typed = queries.thread_page(thread, who, after or None), typed or Typed()
    rows = [page.opening, *([page.solution] if page.solution else []), *page.answers]
    posts = [row.post for top in rows for row in (top, *top.comments)]
    return web.page(
        "pages/thread.html",
        status,
        thread=thread,
        page=page,
        path=path_of(thread),
        after=after,
        typed=typed,
        summary={f"{typed.form}-{name}": _(text) for name, text in typed.errors.items()},
        statements=statements(post.id for post in posts if not post.shown),
        mine={row.post.id: day for row in rows for expert, day in row.endorsed if expert.id == who.id},
        people=at_table(page),
        fitting=fitting(thread, who),
        today=clock.today(),
        read_until=read_until(page),
        found=found_of(thread, page, current_app.extensions["forum.settings"].base_url, after or None),
        kept=keeper(thread, who, typed),
        nav="topics",
        **(beside_for(thread, who, page) if who.id is not None else {}),
    )


def read_until(page: queries.ThreadPage) -> int:
    """Say until when the newest post that this page shows was written, in microseconds; later pages come later."""
    shown = [page.opening, *page.answers]
    if page.next_cursor is None and page.solution is not None:
        shown.append(page.solution)
    return micros_of(max(row.post.created_at for row in shown))


def keeper(thread: Thread, who: Actor, typed: Typed) -> Callable[..., Markup]:
    """Give what draws an entry of the page, or takes it from memory where nobody but the reader's token is in it."""

    def kept(row: queries.PostRow, entry: Callable[..., str], label: str, tab: str = "") -> Markup:
        key = None if typed.form else stamp(row, thread, who)
        return fragment(key and (*key, label, tab), lambda: entry(row, label, tab))

    return kept


def stamp(row: queries.PostRow, thread: Thread, who: Actor) -> tuple[Any, ...] | None:
    """Name everything that an entry's HTML depends on.

    None where it holds something of the reader's own, where not all of it is shown, and where the reader may do more
    than other members with the same rights.
    """
    shown = (row, *row.comments)
    special = who.role not in {"guest", "member"} or who.holds(Permission.POST_HIDE, thread.category_id)
    if special or who.id in {one.post.author_id for one in shown} or not all(one.post.shown for one in shown):
        return None
    asks = thread.author_id == who.id
    reader = (i18n.voice(), who.id is None, who.confirmed, who.suspended, who.rights, asks, row.voted, row.kept)
    frame = (
        thread.id,
        thread.kind,
        thread.category_id,
        thread.audience,
        thread.closed,
        thread.accepted_post_id is None,
        thread.language,
    )
    texts = tuple((one.post.id, one.post.html, one.author, when(one.post.created_at)) for one in shown)
    post = row.post
    state = (
        post.kind,
        post.by_expert,
        post.edited_at is None,
        post.revision_count > 0,
        post.helpful_count,
        row.solution,
    )
    return (*reader, *frame, *texts, *state, post.created_at, thread.created_at, tuple(row.endorsed), clock.today())


def candidates(page: queries.ThreadPage, thread: Thread, who: Actor) -> list[queries.PostRow]:
    """Give the answers, three at most, among which its asker may choose the solution of an open question."""
    if thread.author_id != who.id or thread.kind != "question" or thread.accepted_post_id is not None:
        return []
    others = [
        row for row in page.answers if row.post.author_id != who.id and can(Permission.SOLUTION_SET, row.post, who)
    ]
    return sorted(others, key=lambda row: -row.post.helpful_count)[:3]


def beside_for(thread: Thread, who: Actor, page: queries.ThreadPage) -> dict[str, Any]:
    """Give what only members see beside a thread: following, proposals, where it may be moved, what is new."""
    mine = page.mine
    g.remarked = mine.remarked  # the places for unsent comments are filled when the page is ready
    proposals: Sequence[Proposal] = beside.open_proposals(thread) if mine.proposed else ()
    named = [proposal.payload["of"] for proposal in proposals if proposal.kind == "duplicate"]
    movable = queries.categories(who) if can(Permission.THREAD_MOVE, thread, who) else ()
    return {
        "follows": mine.follows,
        "shares": mine.me_too,
        "proposals": proposals,
        "others": beside.threads_by_id(named, who),
        "categories": [(category.slug, category.name) for category in movable],
        "seen": mine.seen,
        "candidates": candidates(page, thread, who),
        **unsent(thread, who, drafted=mine.drafted),
        "answered_here": who.holds(Permission.POST_HIDE, thread.category_id) and answered_in(who.id or 0, thread.id),
    }


def unsent(thread: Thread, who: Actor, *, drafted: bool) -> dict[str, Any]:
    """Give the answer that the reader began and did not send, and where it is kept; one statement if there is one."""
    place = f"reply:{thread.id}"
    draft = queries.draft_at(who, place) if drafted else None
    return {"draft": str(draft.fields.get("body", "")) if draft else "", "keeping": Keeping.of(place, draft)}


def at_table(page: queries.ThreadPage) -> list[tuple[Author, str]]:
    """Give who takes part, six at most: who asked, whose answer solved it, experts, the others."""
    asker, solver = page.opening.author, page.solution.author if page.solution else None
    roles = {asker.id: _("asks") if page.opening.post.thread.kind == "question" else _("began")}
    if solver is not None:
        roles.setdefault(solver.id, _("Solution"))
    for author in page.people:
        roles.setdefault(author.id, (author.staff_title or _("Staff")) if author.is_staff else _("answers"))
    known = {author.id: author for author in page.people}
    first = [asker.id, *([solver.id] if solver else []), *(a.id for a in page.people if a.is_staff)]
    order = dict.fromkeys([*first, *known])
    return [(known[member_id], roles[member_id]) for member_id in order][:AT_TABLE]


@blueprint.record_once
def lend(state: BlueprintSetupState) -> None:
    """Let the thread's own routes show its page again: no import leads from them up to here."""
    state.app.extensions[THREAD_PAGE] = compose
