"""Finds while there is no index: by words in title and first lines, and by everything that narrows, in SQL alone."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from forum.access import Actor
from forum.accounts.models import Member
from forum.core.db import session
from forum.core.ports import Found
from forum.search.analysis import stem
from forum.search.language import Clause, Query
from forum.threads.models import Category, Post, Tag, Thread, ThreadTag
from forum.threads.queries import visible_threads
from forum.threads.queries.lists import FILTERS

MOST, NEWEST = 200, 20_000
"""Matches; threads that are looked through, the newest."""
SHORT = 3
"""Shorter words stand in everything."""
STATES = {"solved": "solved", "expert": "expert", "unanswered": "waiting", "open": "open"}


def without_index(query: Query, actor: Actor) -> Found:
    """Find the newest threads with all words that obey all filters; one statement. A day (`after`) is the caller's."""
    said = [_said(clause) for clause in query.clauses if _telling(clause) and not clause.negative]
    unsaid = [~_said(clause) for clause in query.clauses if _telling(clause) and clause.negative]
    filters = list(_filters(query))
    if not said and not filters and query.after is None:
        return Found((), whole=True)
    newest = select(Thread.id).where(Thread.state == "shown", visible_threads(actor))
    newest = newest.order_by(Thread.id.desc()).limit(NEWEST)
    told = select(Thread.id).join(Category, Category.id == Thread.category_id).where(Thread.id.in_(newest))
    told = told.where(*filters, *said, *unsaid).order_by(Thread.id.desc()).limit(MOST + 1)
    ids = session().scalars(told).all()
    return Found(ids[:MOST], whole=len(ids) <= MOST)


def _filters(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.categories:
        yield Category.slug.in_(query.categories)
    if query.kinds:
        yield Thread.kind.in_(query.kinds)
    for state in query.states:
        yield and_(*FILTERS[STATES[state]])
    for slug in query.tags:
        tagged = select(ThreadTag.thread_id).join(Tag, Tag.id == ThreadTag.tag_id).where(Tag.slug == slug)
        yield Thread.id.in_(tagged)
    for handle in query.authors:
        wrote = select(Post.thread_id).join(Member, Member.id == Post.author_id)
        yield Thread.id.in_(wrote.where(Member.handle_key == handle, Post.state == "shown"))


def _telling(clause: Clause) -> bool:
    return len(clause.word or clause.parts[0]) >= SHORT


def _said(clause: Clause) -> ColumnElement[bool]:
    """Tell whether a word (as far as its stem goes) or a whole phrase stands in a thread's title or excerpt."""
    word = clause.word or clause.parts[0]
    begin = word[: max(SHORT, len(stem(word)))] if clause.kind == "term" else word
    columns: tuple[InstrumentedAttribute[str], ...] = (Thread.title, Thread.excerpt)
    return or_(*(column.icontains(one, autoescape=True) for column in columns for one in _cases(begin)))


def _cases(word: str) -> set[str]:
    """SQLite knows only the capitals of ASCII: Ä is no ä there."""
    return {word} if word[0].isascii() else {word, word.capitalize()}
