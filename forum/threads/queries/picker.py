"""The guided picker: its tree as the actor sees it, and the best solved threads of a sub-topic."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import aliased

from forum.access import Actor, Permission, can
from forum.core import clock
from forum.core.db import session
from forum.core.errors import NotVisible
from forum.core.slugs import slugify
from forum.threads.models import (
    Category,
    Endorsement,
    PickerChange,
    PickerPin,
    PickerTopic,
    Post,
    Tag,
    Thread,
    ThreadTag,
)
from forum.threads.queries.lists import FILTERS
from forum.threads.queries.visible import visible_threads

BEST = 3
NEWEST = 200
MOST_TOPICS = 200
CHANGES = 20


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic with its category and its sub-topics, in the manager's order."""

    topic: PickerTopic
    category: Category
    branches: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Solved:
    """A solved thread: whether a manager pinned it, to how many it was helpful, until when it was checked."""

    thread: Thread
    helpful: int
    pinned: bool
    checked: date | None
    outdated: bool


def picker_tree(actor: Actor) -> list[Branch]:
    """Topics with sub-topics, as far as the actor sees their categories, in the manager's order; one statement."""
    joined = select(PickerTopic, Category).join(Category, Category.id == PickerTopic.category_id)
    rows = session().execute(joined.order_by(PickerTopic.position, PickerTopic.id).limit(MOST_TOPICS)).all()
    seen = [Branch(topic, category) for topic, category in rows if can(Permission.CATEGORY_READ, category, actor)]
    top = {branch.topic.id: branch for branch in seen if branch.topic.parent_id is None}
    for branch in seen:
        if branch.topic.parent_id in top:
            top[branch.topic.parent_id].branches.append(branch)
    return list(top.values())


def picker_place(actor: Actor, slug: str) -> tuple[Branch, Branch | None]:
    """Give a topic or sub-topic by slug, and the topic above it; raises NotVisible. One statement."""
    for top in picker_tree(actor):
        if top.topic.slug == slug:
            return top, None
        for branch in top.branches:
            if branch.topic.slug == slug:
                return branch, top
    raise NotVisible


def picker_topic(topic_id: int) -> PickerTopic:
    """Give a topic by id; raises NotVisible."""
    found = session().get(PickerTopic, topic_id)
    if found is None:
        raise NotVisible
    return found


def best_solved(topic: PickerTopic, actor: Actor, limit: int = BEST) -> Sequence[Solved]:
    """The threads to read first that the actor sees: pinned ones, then the most helpful of the newest 200 that fit.

    What was checked and is out of date comes last. One statement.
    """
    return _best(topic, actor, _tagged(topic), limit)


def best_around(topic: PickerTopic, actor: Actor, limit: int = BEST) -> Sequence[Solved]:
    """The same from the whole category, whatever the tags: for a topic in which nothing was solved. One statement."""
    return _best(topic, actor, [], limit)


def _best(topic: PickerTopic, actor: Actor, tagged: list[ColumnElement[bool]], limit: int) -> Sequence[Solved]:
    newest = _fitting(topic, actor, tagged).subquery()
    pin = aliased(PickerPin)
    checked = _checked().subquery()
    statement = (
        select(Thread, Post.helpful_count, pin.position, checked.c.until, checked.c.lasting)
        .join(Post, Post.id == Thread.accepted_post_id)
        .outerjoin(pin, and_(pin.thread_id == Thread.id, pin.topic_id == topic.id))
        .outerjoin(checked, checked.c.post_id == Post.id)
        .where(or_(pin.topic_id.is_not(None), Thread.id.in_(select(newest.c.id))))
        .where(visible_threads(actor), Thread.state == "shown", Post.state == "shown")
    )
    found = [_solved(*row) for row in session().execute(statement)]
    return sorted(found, key=_worth)[:limit]


def _fitting(topic: PickerTopic, actor: Actor, tagged: list[ColumnElement[bool]]) -> Select[int]:
    solved = select(Thread.id).where(Thread.category_id == topic.category_id, *FILTERS["solved"])
    solved = solved.where(Thread.state == "shown", visible_threads(actor), *tagged)
    return solved.order_by(Thread.last_activity_at.desc(), Thread.id.desc()).limit(NEWEST)


def _tagged(topic: PickerTopic) -> list[ColumnElement[bool]]:
    slugs = [slugify(name) for name in topic.tags]
    tagged = select(ThreadTag.thread_id).join(Tag, Tag.id == ThreadTag.tag_id).where(Tag.slug.in_(slugs))
    return [Thread.id.in_(tagged)] if slugs else []


def _checked() -> Select[int, date | None, int]:
    """Per post with confirmations: the last day that one of them holds, and how many hold without an end."""
    lasting = func.count().filter(Endorsement.valid_until.is_(None)).label("lasting")
    until = func.max(Endorsement.valid_until).label("until")
    return select(Endorsement.post_id, until, lasting).where(Endorsement.active).group_by(Endorsement.post_id)


def _solved(thread: Thread, helpful: int, pin: int | None, until: date | None, lasting: int | None) -> Solved:
    holds = bool(lasting) or (until is not None and until >= clock.today())
    outdated = lasting is not None and not holds
    return Solved(thread, helpful, pin is not None, until if holds and not lasting else None, outdated)


def _worth(found: Solved) -> tuple[bool, bool, int, int]:
    return not found.pinned, found.outdated, -found.helpful, -found.thread.id


def pins_of(topic: PickerTopic, actor: Actor) -> Sequence[Thread]:
    """Threads pinned at a topic that the actor sees, in order; one statement."""
    pinned = select(Thread).join(PickerPin, PickerPin.thread_id == Thread.id).where(PickerPin.topic_id == topic.id)
    return session().scalars(pinned.where(visible_threads(actor)).order_by(PickerPin.position, Thread.id)).all()


def picker_changes(limit: int = CHANGES) -> Sequence[PickerChange]:
    """The last changes of the picker, newest first."""
    return session().scalars(select(PickerChange).order_by(PickerChange.id.desc()).limit(limit)).all()


def picker_slug_taken(slug: str) -> bool:
    """Tell whether a topic has this slug."""
    return session().scalar(select(literal(1)).where(PickerTopic.slug == slug)) is not None
