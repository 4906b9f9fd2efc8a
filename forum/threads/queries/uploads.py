"""Pictures: one by its address, those of a post, what a member brought along."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, cast, exists, func, select
from sqlalchemy.orm import contains_eager

from forum.core import clock
from forum.core.db import session
from forum.core.errors import NotVisible
from forum.core.ports import backends
from forum.threads.models import Category, Draft, Post, Thread, Upload

KEY = re.compile(r"[a-p]{32}")
DAY = timedelta(days=1)


def with_place() -> Select[Upload]:
    """Select pictures with post, thread and category: what the guard reads."""
    return (
        select(Upload)
        .outerjoin(Post, Post.id == Upload.post_id)
        .outerjoin(Thread, Thread.id == Post.thread_id)
        .outerjoin(Category, Category.id == Thread.category_id)
        .options(contains_eager(Upload.post).contains_eager(Post.thread).contains_eager(Thread.category))
        .execution_options(populate_existing=True)
    )


def upload(key: str) -> Upload:
    """Give the picture at an address, with its place; raises NotVisible. One statement; the caller asks the guard."""
    found = session().scalar(with_place().where(Upload.key == key)) if KEY.fullmatch(key) else None
    if found is None:
        raise NotVisible
    return found


def pictures_of(post_id: int) -> Sequence[Upload]:
    """Give a post's pictures, oldest first, those left out included until they are gone."""
    mine = select(Upload).where(Upload.post_id == post_id, Upload.state != "removed")
    return session().scalars(mine.order_by(Upload.id)).all()


def at_addresses(keys: Collection[str], owner_id: int, post_id: int) -> dict[str, Upload]:
    """Give by address those of an owner's pictures that a post may show: free ones and the post's own."""
    if not keys:
        return {}
    mine = select(Upload).where(Upload.key.in_(sorted(keys)), Upload.owner_id == owner_id, Upload.purpose == "post")
    mine = mine.where((Upload.post_id.is_(None)) | (Upload.post_id == post_id), Upload.state != "removed")
    return {row.key: row for row in session().scalars(mine.with_for_update())}


def brought_today(owner_id: int) -> tuple[int, int]:
    """Count a member's pictures of the last 24 hours and their bytes as sent."""
    recent = Upload.created_at > clock.now() - DAY
    count = select(func.count(), func.coalesce(func.sum(Upload.received), 0))
    row = session().execute(count.where(Upload.owner_id == owner_id, recent)).one()
    return row[0], row[1]


def shown_posts(member_id: int, enough: int) -> int:
    """Count a member's shown posts, up to `enough`."""
    shown = select(Post.id).join(Thread, Thread.id == Post.thread_id).where(Post.author_id == member_id)
    shown = shown.where(Post.state == "shown", Thread.state == "shown").limit(enough)
    return session().scalar(select(func.count()).select_from(shown.subquery())) or 0


def forgotten(before: datetime, limit: int) -> Sequence[Upload]:
    """Give pictures that no post took in before an instant and no draft of their owner names; oldest first."""
    free = (Upload.post_id.is_(None)) & (Upload.purpose == "post") & (Upload.created_at < before)
    named = exists().where(Draft.member_id == Upload.owner_id, cast(Draft.fields, String).contains(Upload.key))
    return session().scalars(select(Upload).where(free, ~named).order_by(Upload.id).limit(limit)).all()


def expired(before: datetime, limit: int) -> Sequence[Upload]:
    """Give pictures that were left out or refused before an instant and still have files, oldest first."""
    refused = (Upload.state == "refused") & (Upload.decided_at < before)
    gone = ((Upload.dropped_at < before) | refused) & (Upload.state != "removed")
    return session().scalars(select(Upload).where(gone).order_by(Upload.id).limit(limit)).all()


def uploads_of(member_id: int) -> list[dict[str, Any]]:
    """Give what a member takes along: address, size and state of every picture, oldest first."""
    columns = (Upload.key, Upload.purpose, Upload.post_id, Upload.state, Upload.width, Upload.height, Upload.created_at)
    rows = session().execute(select(*columns).where(Upload.owner_id == member_id).order_by(Upload.id))
    return [dict(row) for row in rows.mappings()]


def avatar_of(member_id: int) -> Upload | None:
    """Give a member's newest avatar, waiting and refused ones included, or none."""
    mine = select(Upload).where(Upload.owner_id == member_id, Upload.purpose == "avatar", Upload.state != "removed")
    return session().scalar(mine.order_by(Upload.id.desc()).limit(1))


def orphans(before: datetime) -> list[str]:
    """Give the files kept before an instant that no picture names."""
    known = {name for row in session().scalars(select(Upload.name)) for name in (row, f"{row}-s")}
    return sorted(name for name, kept in backends().files.names() if kept < before and name not in known)


def without_files() -> list[int]:
    """Give the pictures whose files are missing, by id."""
    there = {name for name, _kept in backends().files.names()}
    rows = session().execute(select(Upload.id, Upload.name).where(Upload.state != "removed").order_by(Upload.id))
    return [key for key, name in rows if not {name, f"{name}-s"} <= there]
