"""Writes what a batch moved: a fixed number of statements, each for many rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table, bindparam, select, update

from forum.core.bulk import insert_many
from forum.core.db import session, upsert
from forum.recorded.states import Batch, Mark
from forum.threads.models import Acceptance, Category, Follow, Post, Tag, Thread, ThreadTag, Vote

Row = dict[str, Any]


def write(batch: Batch) -> None:
    """Write comments, votes, acceptances, counters and follows; new rows learn their ids."""
    _comments(batch)
    _marks(Vote, ("post_id", "voter_id"), batch.votes, lambda mark: {"value": mark.value, "at": mark.at})
    _solutions(batch)
    _posts(batch)
    _threads(batch)
    _categories(batch)
    _tags(batch)
    follows = [{"member_id": who, "thread_id": thread, "at": at} for (who, thread), at in batch.follows.items()]
    _many(upsert(Follow).on_conflict_do_nothing(), follows)


def _comments(batch: Batch) -> None:
    ids = insert_many(Post, [comment.row for comment in batch.written])
    for comment, post_id in zip(batch.written, ids, strict=True):
        comment.id = post_id


def _solutions(batch: Batch) -> None:
    """Write acceptances: those that end before those that begin, since a thread has one at most."""
    ending = {key: mark for key, mark in batch.acceptances.items() if not mark.value}
    standing = {key: mark for key, mark in batch.acceptances.items() if mark.value}
    for marks in (ending, standing):
        _marks(Acceptance, ("thread_id", "post_id"), marks, _acceptance)


def _acceptance(mark: Mark) -> Row:
    return {"active": bool(mark.value), "at": mark.at, "by_id": mark.by_id}


def _marks(
    table: type[Vote] | type[Acceptance], keys: Sequence[str], marks: dict[tuple[int, int], Mark], values: Any
) -> None:
    moved = [(key, mark) for key, mark in marks.items() if mark.moved]
    known = [{"row_id": mark.id} | _named(values(mark)) for _, mark in moved if mark.id]
    _many(_by_id(table.__table__, values(Mark())), known)
    fresh = [(key, mark) for key, mark in moved if not mark.id]
    ids = insert_many(table, [dict(zip(keys, key, strict=True)) | values(mark) for key, mark in fresh])
    for (_, mark), row_id in zip(fresh, ids, strict=True):
        mark.id = row_id


def _posts(batch: Batch) -> None:
    everyone = {post.id: post for post in [*batch.posts.values(), *batch.openings.values()]}
    rows = [
        {"row_id": post.id, "n_score": post.score, "n_helpful_count": post.helpful, "n_comment_count": post.comments}
        | {"n_state": post.state, "n_edited_at": post.edited_at}
        for post in everyone.values()
        if post.moved
    ]
    _many(_by_id(Post.__table__, {"state": 0, "edited_at": 0}, ("score", "helpful_count", "comment_count")), rows)


def _threads(batch: Batch) -> None:
    settings = ("state", "last_activity_at", "accepted_post_id", "solved_at", "first_answer_at", "first_answer_by")
    rows = []
    for thread in filter(lambda thread: thread.moved, batch.threads.values()):
        row: Row = {"row_id": thread.id, "n_score": thread.score, "n_answer_count": thread.answers}
        row |= {"n_staff_answer_count": thread.staff_answers, "n_post_count": thread.posts}
        rows.append(row | {f"n_{name}": getattr(thread, name) for name in settings})
    counters = ("score", "answer_count", "staff_answer_count", "post_count")
    _many(_by_id(Thread.__table__, dict.fromkeys(settings), counters), rows)


def _categories(batch: Batch) -> None:
    begun = Counter(thread.category_id for thread in batch.begun)
    for category_id in sorted({thread.category_id for thread in batch.threads.values()}):
        mine = [thread.last_activity_at for thread in batch.threads.values() if thread.category_id == category_id]
        category = session().get_one(Category, category_id, populate_existing=True)
        latest = max([*mine, *filter(None, [category.last_activity_at])])
        values = {"thread_count": Category.thread_count + begun[category_id], "last_activity_at": latest}
        session().execute(update(Category).where(Category.id == category_id).values(values))


def _tags(batch: Batch) -> None:
    begun = [thread.id for thread in batch.begun]
    uses = Counter(session().scalars(select(ThreadTag.tag_id).where(ThreadTag.thread_id.in_(begun)))) if begun else {}
    rows = [{"row_id": tag, "n_uses": number} for tag, number in sorted(uses.items())]
    _many(_by_id(Tag.__table__, {}, ("uses",)), rows)


def _by_id(table: Any, settings: Iterable[str], counters: Sequence[str] = ()) -> Any:
    """Update one row by its id: settings are set, counters added to."""
    columns: Table = table
    values = {name: bindparam(f"n_{name}", type_=columns.c[name].type) for name in settings}
    values |= {name: columns.c[name] + bindparam(f"n_{name}") for name in counters}  # type: ignore[misc]
    return update(columns).where(columns.c.id == bindparam("row_id")).values(values)


def _named(values: Row) -> Row:
    return {f"n_{name}": value for name, value in values.items()}


def _many(statement: Any, rows: Sequence[Row]) -> None:
    """Run a statement once for all rows, past the unit of work."""
    if rows:
        session().connection().execute(statement, rows)
