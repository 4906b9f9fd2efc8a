"""Results for people: found in the index, filtered again in SQL, with highlights from the database's text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from forum.access import Actor
from forum.core import markup
from forum.core.db import session
from forum.search.language import Query, parse
from forum.search.queries.correction import Pieces, as_shown, corrected
from forum.search.queries.finding import MOST, audiences_of, find
from forum.search.queries.highlight import highlight
from forum.search.queries.narrowing import Facets, Narrowing, facets, matches_of
from forum.threads.models import Endorsement, Post, Thread
from forum.threads.queries import ThreadRow, rows_of, visible_posts

SIZE = 20
MAX_PAGE = 50
LOOKED = 3
"""Results whose whole text is looked through for the spelling of a suggestion."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `excerpt`: pieces, matching words flagged; `valid_until` of the solution's confirmation, if any."""

    row: ThreadRow
    excerpt: list[tuple[str, bool]]
    endorsed: bool
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. `total` and `facets` count what the actor may see; `more_than`: there are more than that.

    `meant`: the query's text as it was understood, changed words flagged; `rebuilding`: the index was not there.
    """

    query: Query
    hits: Sequence[Hit]
    total: int
    page: int
    more: bool
    facets: Facets = field(default_factory=Facets)
    meant: Pieces = field(default_factory=list)
    more_than: bool = False
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
    """Find threads, best (or newest) first, twenty a page, at most fifty pages; eight statements, more for a slip."""
    query, newest = parse(text), sort == "date"
    page = min(max(1, page), MAX_PAGE)
    if query.empty:
        return Results(query, [], 0, 1, more=False)
    ids, rebuilding = find(query, actor, newest=newest)
    matches, closest = matches_of(ids, actor, query.after), dict[str, str]()
    if not matches and not rebuilding:
        query, closest = corrected(query, audiences_of(actor))
        if closest:
            ids, rebuilding = find(query, actor, newest=newest)
            matches = matches_of(ids, actor, query.after)
    chosen = [match for match in matches if narrowing.fits(match)]
    if newest:
        chosen.sort(key=lambda match: (match.created_at, match.id), reverse=True)
    shown = hits_of([match.id for match in chosen[(page - 1) * size : page * size]], query, actor)
    meant = as_shown(query.text, closest, _said(shown, actor)) if closest and matches else []
    if closest and not meant:
        matches, chosen, shown = [], [], []
    return Results(
        query,
        shown,
        len(chosen),
        page,
        more=page * size < len(chosen) and page < MAX_PAGE,
        facets=facets(matches, narrowing),
        meant=meant,
        more_than=len(ids) >= MOST,
        rebuilding=rebuilding,
    )


def _said(hits: Sequence[Hit], actor: Actor) -> list[str]:
    """The texts of the first results, as far as the actor may see them."""
    ids = [hit.row.id for hit in hits[:LOOKED]]
    posts = select(Post.html).join(Thread, Thread.id == Post.thread_id)
    posts = posts.where(Post.thread_id.in_(ids), Post.state == "shown", visible_posts(actor)).order_by(Post.id)
    return [*(hit.row.title for hit in hits), *(markup.plain_html(html) for html in session().scalars(posts))]


def hits_of(ids: Sequence[int], query: Query, actor: Actor) -> list[Hit]:
    """Give results for thread ids in the given order; six statements."""
    rows = rows_of(ids, actor)
    texts = _texts([row.id for row in rows], actor)
    checked = _endorsed([row.id for row in rows])
    wanted = {part for clause in query.clauses if not clause.negative for part in clause.parts}
    return [
        Hit(row, highlight(texts.get(row.id, row.excerpt), wanted), row.id in checked, checked.get(row.id))
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


def _endorsed(ids: Sequence[int]) -> dict[int, date | None]:
    statement = (
        select(Thread.id, Endorsement.valid_until)
        .join(Endorsement, Endorsement.post_id == Thread.accepted_post_id)
        .where(Thread.id.in_(ids), Endorsement.active)
    )
    return dict(session().execute(statement).all())
