"""Threads about the same as a question, solved ones first among equals."""

from collections.abc import Sequence

from sqlalchemy import func, select

from forum.access import Actor
from forum.core.db import session
from forum.core.ports import Unsearchable, backends
from forum.search.analysis import key, stopwords
from forum.search.closeness import NAME, Candidate, Meaning, asked_words, closeness, names_of, standing, weighed
from forum.search.compounds import split_all
from forum.search.language import Clause, Query
from forum.search.queries.correction import closest_to
from forum.search.queries.finding import audiences_of
from forum.search.queries.results import Hit, hits_of
from forum.search.queries.vocabulary import Vocabulary, stem_uses
from forum.threads.models import Category, Thread
from forum.threads.queries import visible_threads

WORDS, TERMS, CANDIDATES = 10, 16, 60
SOLVED, CLOSE, BESIDE = 1.1, 0.1, 0.4
"""What a solution is worth; threads less close than this, or than this share of the closest, are not about the same."""


def similar(question: str, actor: Actor, limit: int = 3) -> list[Hit]:
    """Give threads that may answer a question, closest first; about a dozen statements."""
    meanings, found = _nearest(question, audiences_of(actor), actor)
    names = tuple(name for meaning in meanings for name, worth in meaning.names.items() if worth >= NAME)
    return hits_of([thread_id for thread_id, _close in found[:limit]], Query(question, [Clause("term", names)]), actor)


def near(question: str, audiences: Sequence[str], limit: int) -> list[tuple[int, float]]:
    """Give (thread id, closeness) of what readers of these audiences may find for a question, best first."""
    return _nearest(question, audiences, None)[1][:limit]


def _nearest(
    question: str, audiences: Sequence[str], actor: Actor | None
) -> tuple[list[Meaning], list[tuple[int, float]]]:
    meanings = understood(question, audiences)
    terms = _telling(meanings)
    try:
        ids = backends().search.near(terms, audiences=audiences, limit=CANDIDATES) if terms else []
    except Unsearchable:
        return meanings, []
    told = [(closeness(meanings, question, one), one, worth) for one, worth in _candidates(ids, audiences, actor)]
    least = max(CLOSE, BESIDE * max((close for close, _one, _worth in told), default=0.0))
    found = [(worth * standing(close, one), one.id, close) for close, one, worth in told if close >= least]
    return meanings, [(thread_id, close) for _standing, thread_id, close in sorted(found, reverse=True)]


def understood(question: str, audiences: Sequence[str]) -> list[Meaning]:
    """Give the words of a question with their other names and weights; six statements at most."""
    said = [word for word in asked_words(question) if word not in stopwords()][:WORDS]
    if not said:
        return []
    parts = split_all({key(word) for word in said}, Vocabulary(audiences).uses, least=1)
    spelt = closest_to(said, audiences)
    names = [names_of(word, parts.get(key(word), ()), spelt.get(word, "")) for word in said]
    uses = stem_uses({name for each in names for name in each}, audiences)
    counted = select(func.coalesce(func.sum(Category.thread_count), 0)).where(Category.audience.in_(audiences))
    threads = int(session().scalar(counted) or 0)
    return [weighed(each, uses, threads) for each in names]


def _telling(meanings: Sequence[Meaning]) -> dict[str, float]:
    """The names to look for with their worth: of the weightiest words first, surest first."""
    ordered = sorted(meanings, key=lambda meaning: -meaning.weight)
    names = [(name, worth) for meaning in ordered for name, worth in meaning.names.items()]
    found: dict[str, float] = {}
    for name, worth in sorted(names, key=lambda one: one[1] < 1):
        found[name] = max(worth, found.get(name, 0.0))
    return dict(list(found.items())[:TERMS])


def _candidates(ids: Sequence[int], audiences: Sequence[str], actor: Actor | None) -> list[tuple[Candidate, float]]:
    """Title and excerpt of the proposed threads, as far as they may be seen; one statement."""
    told = select(Thread.id, Thread.title, Thread.excerpt, Thread.accepted_post_id)
    told = told.join(Category, Category.id == Thread.category_id)
    told = told.where(Thread.id.in_(ids), Thread.state == "shown", Category.audience.in_(audiences))
    if actor is not None:
        told = told.where(visible_threads(actor))
    places = {thread_id: place for place, thread_id in enumerate(ids)}
    return [
        (Candidate(row.id, row.title, row.excerpt, places[row.id]), 1.0 if row.accepted_post_id is None else SOLVED)
        for row in session().execute(told)
    ]
