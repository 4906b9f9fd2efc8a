"""Replays happenings in batches: rows, events and engine in one transaction with how far it came."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, or_, select

from forum.core.db import session, transaction
from forum.recorded import effects, people
from forum.recorded.cook import Raw
from forum.recorded.fields import Broken
from forum.recorded.format import Happening, happening
from forum.recorded.intake import Intake
from forum.recorded.kitchen import Serve, ahead
from forum.recorded.loading import load
from forum.recorded.models import ImportRun
from forum.recorded.ranges import Ranges
from forum.recorded.reader import Fault
from forum.recorded.states import Batch
from forum.recorded.telling import tell
from forum.recorded.writing import write
from forum.threads.models import Post, Thread
from forum.threads.texts import Text

BATCH = 2_000
"""Happenings in one transaction: what a kill -9 costs at most."""


class Line(NamedTuple):
    """A sound line; `after_gap`: a line between it and the one before was refused."""

    number: int
    item: Happening
    after_gap: bool


class Replay:
    """One run over the events of a folder. `since`: when the community began."""

    def __init__(self, intake: Intake, since: datetime) -> None:
        self.intake, self.source, self.since = intake, intake.files["events"], since
        self.applied = Ranges(session().scalars(select(ImportRun.applied)).one())
        self.last: int | None = None
        self.gap = True  # in what was read, which runs ahead of what is applied
        self.refused = False

    def run(self) -> int:
        """Replay what was not applied yet; give the number of happenings applied now."""
        count = 0
        for part, texts in ahead(self._ordered(), 1):
            count += self._batch(part, texts)
            self.intake.progress("events", self.source.done)
        return count

    def _ordered(self) -> Iterator[tuple[list[Line], Callable[[], dict[int, Text]]]]:
        """Give batches with what serves their comments' texts by line."""
        for part in self._parts():
            spoken = [line for line in part if line.item.type == "comment" and line.item.seq not in self.applied]
            serve = self.intake.kitchen.order([Raw(line.item.text, is_html=False) for line in spoken])
            yield part, partial(_by_line, spoken, serve)

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
        self.intake.faults.append(fault)
        self.gap = True

    def _batch(self, part: Sequence[Line], serve: Callable[[], dict[int, Text]]) -> int:
        items = [line.item for line in part]
        texts = serve()
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
        for line in part:
            try:
                effects.check(line.item, batch, self.last)
            except Broken as broken:
                self.intake.faults.append(Fault(self.source.name, line.number, str(broken)))
                self.refused = True
            else:
                self.last = line.item.seq
                yield line._replace(after_gap=line.after_gap or self.refused)
                self.refused = False

    def _add_voters(self, items: Sequence[Happening]) -> None:
        voters = sorted({item.voter for item in items if item.voter})
        have = people.known(voters)
        people.add_voters([voter for voter in voters if voter not in have], self.since)


def _by_line(lines: Sequence[Line], serve: Serve) -> dict[int, Text]:
    cooked = zip(lines, serve(), strict=True)
    return {line.number: text for line, text in cooked if not isinstance(text, Broken)}


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
