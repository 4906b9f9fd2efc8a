"""Asks the index; while it cannot answer, the database does."""

from collections.abc import Sequence
from dataclasses import replace

from forum.access import Actor
from forum.access.predicates import sees_audience
from forum.core.ports import Found, Unsearchable, backends
from forum.search.language import Clause, Query
from forum.search.queries.fallback import without_index
from forum.search.queries.vocabulary import beginning
from forum.threads.models.category import AUDIENCES

MOST, BEGINNINGS = 1_000, 48
"""Matches that are looked at; words that all beginnings of a question stand for."""


def audiences_of(actor: Actor) -> list[str]:
    """Give the audiences that an actor belongs to."""
    return [name for name in AUDIENCES if sees_audience(actor, name)]


def find(query: Query, actor: Actor, *, newest: bool = False) -> tuple[Found, bool]:
    """Give what matches, best (or newest) first, and whether the index is being made anew."""
    audiences = audiences_of(actor)
    try:
        most = BEGINNINGS // max(1, sum(clause.kind == "prefix" for clause in query.clauses))
        asked = replace(query, clauses=[_spelt_out(clause, audiences, most) for clause in query.clauses])
        sort = "date" if newest else "score"
        return backends().search.search(asked, audiences=audiences, limit=MOST, sort=sort), False
    except Unsearchable:
        return without_index(query, actor), True


def _spelt_out(clause: Clause, audiences: Sequence[str], most: int) -> Clause:
    """Turn a beginning into the stems of the most used words that begin so."""
    if clause.kind != "prefix":
        return clause
    stems = dict.fromkeys([clause.parts[0], *beginning(clause.parts[0], audiences, most)])
    return replace(clause, kind="term", parts=tuple(stems))
