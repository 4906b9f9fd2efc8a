"""Results for people: found in the index, filtered again in SQL, with highlights from the database's text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select

from forum.access import Actor
from forum.core import markup
from forum.core.db import session
from forum.search.language import Query, parse
from forum.search.queries.correction import as_shown, corrected
from forum.search.queries.finding import audiences_of, find
from forum.search.queries.highlight import Pieces, highlight, marked, mentions
from forum.search.queries.narrowing import Facets, Match, Narrowing, facets, matches_of, narrowed
from forum.threads.models import Endorsement, Post, Thread
from forum.threads.queries import ThreadRow, rows_of, visible_posts

SIZE = 20
MAX_PAGE = 50
LOOKED, POSTS = 5, 60
"""Results whose other texts are looked through, for the spelling of a suggestion or for a word; and how many texts."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. Pieces of title and excerpt, matching words flagged; `valid_until` of the solution's confirmation."""

    row: ThreadRow
    title: Pieces
    excerpt: Pieces
    endorsed: bool
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. `total` and `facets` count what the actor may see; `at_least`: there may be more than that.

    `meant`: the query's text as it was understood, changed words flagged; `rebuilding`: the index was not there.
    """

    query: Query
    hits: Sequence[Hit]
    total: int
    page: int
    more: bool
    facets: Facets = field(default_factory=Facets)
    meant: Pieces = field(default_factory=list)
    at_least: bool = False
    rebuilding: bool = False


def search(
    text: str,
    actor: Actor,
    *,
    page: int = 1,
    sort: str = "relevance",
    size: int = SIZE,
    narrowing: Narrowing = Narrowing(),  # noqa: B008 - frozen
) -> Results:
    """Find threads, best (or newest) first, twenty a page, at most fifty pages.

    Eight statements; some more for a slip, and where of very many matches those within the filters are looked for.
    """
    query, newest = parse(text), sort == "date"
    page = min(max(1, page), MAX_PAGE)
    if query.empty:
        return Results(query, [], 0, 1, more=False)
    sought = _understood(query, actor, newest=newest)
    within = sought
    if narrowing and not sought.whole:
        within = _sought(narrowed(sought.query, narrowing), actor, newest=newest)
    chosen = [match for match in within.matches if narrowing.fits(match)]
    shown = hits_of([match.id for match in chosen[(page - 1) * size : page * size]], sought.query, actor)
    meant = as_shown(query.text, sought.closest, _said(shown, actor)) if sought.closest and shown else []
    if sought.closest and not meant:
        return Results(query, [], 0, 1, more=False)
    return Results(
        sought.query,
        shown,
        len(chosen),
        page,
        more=page * size < len(chosen) and page < MAX_PAGE,
        facets=facets(sought.matches, narrowing, whole=sought.whole),
        meant=meant,
        at_least=not within.whole,
        rebuilding=sought.rebuilding,
    )


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found for a question as it was understood. `closest`: which of its words was taken for which."""

    query: Query
    matches: Sequence[Match]
    whole: bool
    rebuilding: bool
    closest: Mapping[str, str] = field(default_factory=dict)


def _understood(query: Query, actor: Actor, *, newest: bool) -> Sought:
    sought = _sought(query, actor, newest=newest)
    if sought.matches or sought.rebuilding:
        return sought
    better, closest = corrected(query, audiences_of(actor))
    return replace(_sought(better, actor, newest=newest), closest=closest) if closest else sought


def _sought(query: Query, actor: Actor, *, newest: bool) -> Sought:
    found, rebuilding = find(query, actor, newest=newest)
    matches = matches_of(found.ids, actor, query.after)
    if newest:
        matches.sort(key=lambda match: (match.created_at, match.id), reverse=True)
    return Sought(query, matches, found.whole, rebuilding)


def _said(hits: Sequence[Hit], actor: Actor) -> list[str]:
    """The texts of the first results, as far as the actor may see them."""
    ids = [hit.row.id for hit in hits[:LOOKED]]
    posts = select(Post.html).join(Thread, Thread.id == Post.thread_id)
    posts = posts.where(Post.thread_id.in_(ids), Post.state == "shown", visible_posts(actor)).order_by(Post.id)
    return [*(hit.row.title for hit in hits), *(markup.plain_html(html) for html in session().scalars(posts))]


def hits_of(ids: Sequence[int], query: Query, actor: Actor) -> list[Hit]:
    """Give results for thread ids in the given order; six statements, seven where only other answers say it."""
    rows = rows_of(ids, actor)
    texts = _texts([row.id for row in rows], actor)
    checked = _endorsed([row.id for row in rows])
    clauses = [clause for clause in query.clauses if not clause.negative]
    wanted = frozenset(part for clause in clauses for part in (*clause.parts, *clause.english))
    mute = [row.id for row in rows if not mentions(row.title, wanted) and not mentions(texts.get(row.id, ""), wanted)]
    texts |= _elsewhere(mute[:LOOKED], wanted, actor) if wanted else {}
    return [
        Hit(
            row,
            marked(row.title, wanted),
            highlight(texts.get(row.id, row.excerpt), wanted),
            row.id in checked,
            checked.get(row.id),
        )
        for row in rows
    ]


def _texts(ids: Sequence[int], actor: Actor) -> dict[int, str]:
    """The solution's text if there is one, else the opening's."""
    statement = (
        select(Post.thread_id, Post.html, Post.kind)
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.thread_id.in_(ids), visible_posts(actor))
        .where((Post.kind == "opening") | (Post.id == Thread.accepted_post_id))
        .order_by(Post.id)
    )
    return {thread_id: markup.plain_html(text) for thread_id, text, _kind in session().execute(statement)}


def _elsewhere(ids: Sequence[int], wanted: frozenset[str], actor: Actor) -> dict[int, str]:
    """The first text of each thread that says a wanted word; one statement if there are any threads."""
    if not ids:
        return {}
    posts = select(Post.thread_id, Post.html).join(Thread, Thread.id == Post.thread_id)
    posts = posts.where(Post.thread_id.in_(ids), Post.state == "shown", visible_posts(actor)).order_by(Post.id)
    found: dict[int, str] = {}
    for thread_id, html in session().execute(posts.limit(POSTS)):
        text = "" if thread_id in found else markup.plain_html(html)
        if mentions(text, wanted):
            found[thread_id] = text
    return found


def _endorsed(ids: Sequence[int]) -> dict[int, date | None]:
    statement = (
        select(Thread.id, Endorsement.valid_until)
        .join(Endorsement, Endorsement.post_id == Thread.accepted_post_id)
        .where(Thread.id.in_(ids), Endorsement.active)
    )
    return dict(session().execute(statement).all())
