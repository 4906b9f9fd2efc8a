"""Replays happenings in batches: rows, events and engine in one transaction with how far it came."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select

from forum.core.db import session, transaction
from forum.recorded import effects, people
from forum.recorded.cooking import cook_body
from forum.recorded.fields import Broken
from forum.recorded.format import Happening, happening
from forum.recorded.loading import load
from forum.recorded.models import ImportRun
from forum.recorded.ranges import Ranges
from forum.recorded.reader import Fault, Source
from forum.recorded.states import Batch
from forum.recorded.telling import tell
from forum.recorded.writing import write
from forum.threads.models import Post, Thread

BATCH = 2_000
"""Happenings in one transaction: what a kill -9 costs at most."""


class Line(NamedTuple):
    """A sound line; `after_gap`: a line between it and the one before was refused."""

    number: int
    item: Happening
    after_gap: bool


class Replay:
    """One run over the events of a folder. `since`: when the community began."""

    def __init__(self, source: Source, refuse: Callable[[Fault], None], since: datetime) -> None:
        self.source, self.refuse, self.since = source, refuse, since
        self.applied = Ranges(session().scalars(select(ImportRun.applied)).one())
        self.last: int | None = None
        self.gap = True

    def run(self, progress: Callable[[float], None]) -> int:
        """Replay what was not applied yet; give the number of happenings applied now."""
        count = 0
        for part in self._parts():
            count += self._batch(part)
            progress(self.source.done)
        return count

    def _parts(self) -> Iterator[list[Line]]:
        part: list[Line] = []
        for number, item in self.source.read(happening, self._refuse):
            part.append(Line(number, item, self.gap))
            self.gap = False
            if len(part) == BATCH:
                yield part
                part = []
        yield part

    def _refuse(self, fault: Fault) -> None:
        self.refuse(fault)
        self.gap = True

    def _batch(self, part: Sequence[Line]) -> int:
        items = [line.item for line in part]
        texts = {line.number: cook_body(line.item.text, is_html=False) for line in part if line.item.type == "comment"}
        with transaction():
            self._add_voters(items)
            batch = load(items)
            fresh = [line for line in self._sound(part, batch) if line.item.seq not in self.applied]
            makers: list[effects.Maker] = []
            for line in fresh:
                makers.extend(effects.happen(line.item, batch, texts.get(line.number)))
                self.applied.add(line.item.seq, joined=not line.after_gap)
            settle(batch, makers)
            session().get_one(ImportRun, 1).applied = self.applied.pairs()
        session().expunge_all()
        return len(fresh)

    def _sound(self, part: Sequence[Line], batch: Batch) -> Iterator[Line]:
        """Give the lines that name only what is there, in ascending order; refuse the others."""
        gap = False
        for line in part:
            try:
                effects.check(line.item, batch, self.last)
            except Broken as broken:
                self.refuse(Fault(self.source.name, line.number, str(broken)))
                gap = True
            else:
                self.last = line.item.seq
                yield line._replace(after_gap=line.after_gap or gap)
                gap = False
        self.gap = self.gap or gap

    def _add_voters(self, items: Sequence[Happening]) -> None:
        voters = sorted({item.voter for item in items if item.voter})
        have = people.known(voters)
        people.add_voters([voter for voter in voters if voter not in have], self.since)


def settle(batch: Batch, makers: Sequence[effects.Maker]) -> None:
    """Write what moved, then tell every fact at the time at which it became true."""
    if makers:
        write(batch)
        tell([make() for make in makers])


def release() -> int:
    """Show posts of which no happening told, at the time they were written; give their number."""
    count = 0
    while waiting := session().execute(_waiting()).all():
        with transaction():
            items = [Happening(0, at, "post", str(source), None, None, None, "", 0) for source, at in waiting]
            batch = load(items)
            settle(batch, [make for item in items for make in effects.happen(item, batch, None)])
        session().expunge_all()
        count += len(waiting)
    return count


def _waiting() -> Select[str | None, datetime]:
    held: ColumnElement[bool] = or_(Post.state == "held", and_(Post.kind == "opening", Thread.state == "held"))
    posts = select(Post.source_id, Post.created_at).join(Thread, Thread.id == Post.thread_id)
    return posts.where(Post.source_id.is_not(None), held).order_by(Post.created_at, Post.id).limit(BATCH)
