"""The sweep: looks through old posts for hard kinds, masks them and keeps a trace; in batches, resumable."""

import hashlib
from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from forum.core import clock, outbox
from forum.core.db import session, transaction, upsert
from forum.core.shield.counts import add_counts
from forum.core.shield.finder import words
from forum.moderation.models import Masking, ShieldSweep
from forum.threads.actions.masking import mask_post
from forum.threads.models import Post, Thread

SWEEP = "sweep"
BATCH, BATCHES_AT_ONCE = 200, 10


def sweep(_payloads: list[outbox.Payload]) -> None:
    """Sweep some batches; owe the rest."""
    for _ in range(BATCHES_AT_ONCE):
        if not sweep_batch()[0]:
            return
    with transaction():
        outbox.owe(SWEEP, {}, key=SWEEP)


def sweep_batch() -> tuple[int, int]:
    """Sweep the next posts in one transaction; give how many were looked at and how many held something.

    It goes on where the last batch ended, and begins anew when the words it reads by changed.
    """
    with transaction() as s:
        through = _through()
        posts = s.scalars(
            select(Post)
            .options(joinedload(Post.thread).joinedload(Thread.category), joinedload(Post.author))
            .where(Post.id > through)
            .order_by(Post.id)
            .limit(BATCH)
        ).all()
        held = sum(_swept(post) for post in posts)
        if posts:
            s.get_one(ShieldSweep, 1).through_post_id = posts[-1].id
        return len(posts), held


def _swept(post: Post) -> bool:
    found = mask_post(post)
    if found:
        codes = ",".join(sorted({item.kind for item in found}))
        where = {"post_id": post.id, "thread_id": post.thread_id, "category_id": post.category_id}
        session().add(Masking(**where, kinds=codes, finds=len(found), at=clock.now()))
        add_counts(Counter((clock.today(), item.kind, "swept") for item in found))
    return bool(found)


def _through() -> int:
    """Give the last post that was looked at with the present words."""
    told = hashlib.sha256(repr(words()).encode()).hexdigest()[:16]
    row = upsert(ShieldSweep).values(id=1, words=told, through_post_id=0)
    session().execute(row.on_conflict_do_nothing())
    held = session().scalars(select(ShieldSweep).where(ShieldSweep.id == 1).with_for_update()).one()
    if held.words != told:
        held.words, held.through_post_id = told, 0
    return held.through_post_id


def waiting() -> int:
    """Count the posts that the sweep has not looked at."""
    through = session().scalar(select(ShieldSweep.through_post_id).where(ShieldSweep.id == 1)) or 0
    return session().scalar(select(func.count()).select_from(Post).where(Post.id > through)) or 0
