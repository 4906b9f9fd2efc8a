"""Edit the guided picker; every change is written down with who, old and new."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select

from forum.accounts.models import Member
from forum.core import clock
from forum.core.db import session, upsert
from forum.core.errors import Invalid
from forum.core.slugs import slugify
from forum.threads.models import Category, PickerChange, PickerPin, PickerTopic, Thread
from forum.threads.queries.picker import MOST_TOPICS, picker_slug_taken

RESERVED = "edit"
MOST_PINS = 3
WRITTEN = ("name", "icon", "category_id", "tags", "position")


def _note(by: Member, topic: PickerTopic, kind: str, old: Any, new: Any) -> None:
    session().flush()
    change = PickerChange(at=clock.now(), actor_id=by.id, topic_id=topic.id, kind=kind, old=old, new=new)
    session().add(change)


def _state(topic: PickerTopic) -> dict[str, Any]:
    return {name: getattr(topic, name) for name in WRITTEN}


def add_topic(
    *,
    by: Member | None,
    name: str,
    category: Category,
    parent: PickerTopic | None = None,
    icon: str = "topics",
    tags: Sequence[str] = (),
) -> PickerTopic:
    """Add a topic, or a sub-topic below one, at the end. Raises Invalid when there are too many, or three levels.

    `by` is None for what a community is founded with.
    """
    if parent is not None and parent.parent_id is not None:
        raise Invalid({"parent": "A sub-topic stands below a topic, not below another sub-topic."})
    if (session().scalar(select(func.count(PickerTopic.id))) or 0) >= MOST_TOPICS:
        raise Invalid({"name": "There are 200 signposts. Please remove one first."})
    above = parent.id if parent is not None else None
    last = session().scalar(
        select(func.max(PickerTopic.position)).where(PickerTopic.parent_id.is_not_distinct_from(above))
    )
    values = {"name": name, "icon": icon, "category_id": category.id, "tags": list(tags)}
    topic = PickerTopic(parent_id=above, slug=_slug(name), position=(last or 0) + 1, **values)
    session().add(topic)
    session().flush()
    if by is not None:
        _note(by, topic, "add", None, _state(topic))
    return topic


def _slug(name: str) -> str:
    begun = slugify(name)
    slug, number = begun, 2
    while slug == RESERVED or picker_slug_taken(slug):
        slug, number = f"{begun}-{number}", number + 1
    return slug


def change_topic(*, by: Member, topic: PickerTopic, values: Mapping[str, Any]) -> None:
    """Give a topic another name, icon, category or tags; its address stays."""
    old = _state(topic)
    for name, value in values.items():
        setattr(topic, name, value)
    if _state(topic) != old:
        _note(by, topic, "change", old, _state(topic))


def move_topic(*, by: Member, topic: PickerTopic, step: int) -> None:
    """Move a topic up (-1) or down (1) among those beside it."""
    same = PickerTopic.parent_id.is_not_distinct_from(topic.parent_id)
    beside = list(session().scalars(select(PickerTopic).where(same).order_by(PickerTopic.position, PickerTopic.id)))
    old = [each.id for each in beside]
    at = old.index(topic.id)
    to = min(max(at + step, 0), len(beside) - 1)
    beside.insert(to, beside.pop(at))
    for position, each in enumerate(beside, 1):
        each.position = position
    if to != at:
        _note(by, topic, "move", old, [each.id for each in beside])


def remove_topic(*, by: Member, topic: PickerTopic) -> None:
    """Remove a topic with its sub-topics and pins. Threads stay where they are."""
    below = list(session().scalars(select(PickerTopic).where(PickerTopic.parent_id == topic.id)))
    for each in (*below, topic):
        _note(by, each, "remove", _state(each) | {"slug": each.slug}, None)
        session().execute(delete(PickerPin).where(PickerPin.topic_id == each.id))
    session().flush()
    for each in (*below, topic):
        session().execute(delete(PickerTopic).where(PickerTopic.id == each.id))


def pin_thread(*, by: Member, topic: PickerTopic, thread: Thread) -> None:
    """Show a solved thread first at a topic. Raises Invalid when it is not solved, or three are pinned already."""
    if thread.accepted_post_id is None:
        raise Invalid({"thread": "Only solved threads can be pinned."})
    pinned = list(session().scalars(select(PickerPin.thread_id).where(PickerPin.topic_id == topic.id)))
    if thread.id in pinned:
        return
    if len(pinned) >= MOST_PINS:
        raise Invalid({"thread": "Three threads are pinned here. Please take one away first."})
    row = upsert(PickerPin).values(topic_id=topic.id, thread_id=thread.id, position=len(pinned) + 1)
    session().execute(row.on_conflict_do_nothing())
    _note(by, topic, "pin", pinned, [*pinned, thread.id])


def unpin_thread(*, by: Member, topic: PickerTopic, thread_id: int) -> None:
    """Take a pin away."""
    gone = delete(PickerPin).where(PickerPin.topic_id == topic.id, PickerPin.thread_id == thread_id)
    if session().execute(gone).rowcount:  # type: ignore[attr-defined]
        _note(by, topic, "unpin", [thread_id], [])
