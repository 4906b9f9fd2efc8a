"""Results for people: found in the index, filtered again in SQL, with highlights from the database's text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from forum.access import Actor
from forum.access.predicates import sees_audience
from forum.core import markup
from forum.core.db import session
from forum.core.ports import backends
from forum.search.analysis import stem
from forum.search.language import Query, parse
from forum.threads.models import Endorsement, Post, Thread
from forum.threads.models.category import AUDIENCES
from forum.threads.queries import ThreadRow, rows_of, visible_posts

SIZE = 20
MAX_PAGE = 50
AROUND = 90


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `excerpt`: pieces, matching words flagged; `valid_until` of the solution's confirmation, if any."""

    row: ThreadRow
    excerpt: list[tuple[str, bool]]
    endorsed: bool
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Results:
    """A page of results. `total` counts what the index found among the audiences the actor belongs to."""

    query: Query
    hits: Sequence[Hit]
    total: int
    page: int
    more: bool


def search(text: str, actor: Actor, *, page: int = 1, sort: str = "relevance", size: int = SIZE) -> Results:
    """Find threads, best (or newest) first, twenty a page, at most fifty pages; seven statements."""
    query = parse(text)
    page = min(max(1, page), MAX_PAGE)
    if query.empty:
        return Results(query, [], 0, 1, False)
    audiences = [name for name in AUDIENCES if sees_audience(actor, name)]
    found = backends().search.search(
        query, audiences=audiences, offset=(page - 1) * size, limit=size, sort="date" if sort == "date" else "score"
    )
    rows = rows_of(found.ids, actor)
    texts = _texts([row.id for row in rows], actor)
    checked = _endorsed([row.id for row in rows])
    wanted = {part for clause in query.clauses if not clause.negative for part in clause.parts}
    hits = [
        Hit(row, highlight(texts.get(row.id, row.excerpt), wanted), row.id in checked, checked.get(row.id))
        for row in rows
    ]
    return Results(query, hits, found.total, page, page * size < found.total and page < MAX_PAGE)


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


def highlight(text: str, wanted: set[str]) -> list[tuple[str, bool]]:
    """Cut a text around its first match; give its pieces in order, matching words flagged."""
    places = [m for m in re.finditer(r"\w+", text) if _matches(m[0], wanted)]
    start = max(0, places[0].start() - AROUND) if places else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + 2 * AROUND + 40
    pieces, at = [("… ", False)] if start else [], start
    for match in places:
        if match.start() < at or match.end() > end:
            continue
        pieces += [(text[at : match.start()], False), (match[0], True)]
        at = match.end()
    return [*pieces, (text[at:end] + (" …" if end < len(text) else ""), False)]


def _matches(word: str, wanted: set[str]) -> bool:
    folded = word.casefold()
    return stem(folded) in wanted or any(folded.startswith(part) for part in wanted if len(part) > 3)  # noqa: PLR2004
