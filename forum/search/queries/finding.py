"""Asks the index; while it cannot answer, the database does, by title and excerpt."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, false, or_, select

from forum.access import Actor
from forum.access.predicates import sees_audience
from forum.core.db import session
from forum.core.ports import Unsearchable, backends
from forum.search.language import Clause, Query
from forum.search.queries.vocabulary import beginning
from forum.threads.models import Thread
from forum.threads.models.category import AUDIENCES

MOST, BEGINNINGS, WITHOUT_INDEX = 1_000, 32, 200
"""Matches that are looked at; words that a beginning stands for; matches without an index."""


def audiences_of(actor: Actor) -> list[str]:
    """Give the audiences that an actor belongs to."""
    return [name for name in AUDIENCES if sees_audience(actor, name)]


def find(query: Query, actor: Actor, *, newest: bool = False) -> tuple[Sequence[int], bool]:
    """Give the ids of what matches, best (or newest) first, and whether the index is being made anew."""
    audiences = audiences_of(actor)
    try:
        asked = replace(query, clauses=[_spelt_out(clause, audiences) for clause in query.clauses])
        sort = "date" if newest else "score"
        return backends().search.search(asked, audiences=audiences, limit=MOST, sort=sort), False
    except Unsearchable:
        return without_index(query), True


def _spelt_out(clause: Clause, audiences: Sequence[str]) -> Clause:
    """Turn a beginning into the most used words that begin so."""
    if clause.kind != "prefix":
        return clause
    stems = dict.fromkeys([clause.parts[0], *beginning(clause.parts[0], audiences, BEGINNINGS)])
    return replace(clause, kind="term", parts=tuple(stems))


def without_index(query: Query) -> Sequence[int]:
    """Find the newest threads by words in title and excerpt; filters of the language count for nothing here."""
    clauses = [clause for clause in query.clauses if not clause.negative]
    if not clauses:
        return []
    told = select(Thread.id).where(Thread.state == "shown", *(_said(clause) for clause in clauses))
    return session().scalars(told.order_by(Thread.id.desc()).limit(WITHOUT_INDEX)).all()


def _said(clause: Clause) -> ColumnElement[bool]:
    words = [clause.word] if clause.word else list(clause.parts)
    columns = (Thread.title, Thread.excerpt)
    said = [or_(false(), *(column.icontains(word, autoescape=True) for column in columns)) for word in words]
    return or_(*said)
