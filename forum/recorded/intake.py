"""One folder on its way in: its files, what was refused, how far it is."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from forum.recorded.fields import Broken
from forum.recorded.kitchen import Kitchen
from forum.recorded.reader import Fault, NoCommunity, Source

BATCH = 500
"""Lines in one transaction of a stage."""

NEEDED = ("users", "posts", "events")
Item = TypeVar("Item")
Progress = Callable[[str, float], None]


class Intake:
    """What the stages share. `faults` are the refused lines, `added` counts by stage what was new."""

    def __init__(self, folder: Path, progress: Progress = lambda _stage, _share: None) -> None:
        self.folder, self.progress = folder, progress
        self.files = {name: Source(folder, name) for name in (*NEEDED, "links")}
        missing = [name for name in NEEDED if self.files[name].path is None]
        if missing:
            raise NoCommunity(f"{folder} holds no {missing[0]}.jsonl or {missing[0]}.jsonl.gz")
        self.kitchen = Kitchen()
        self.faults: list[Fault] = []
        self.added = {"users": 0, "posts": 0, "events": 0}

    def refuse(self, name: str, line: int, reason: Broken | str) -> None:
        """Note a line that is sound in itself but cannot be imported."""
        self.faults.append(Fault(self.files[name].name, line, str(reason)))

    def batches(
        self, stage: str, name: str, parse: Callable[[object], Item], *, again: bool = False
    ) -> Iterator[list[tuple[int, Item]]]:
        """Give the sound lines of a file in batches. `again`: faults of this file are known already."""
        batch: list[tuple[int, Item]] = []
        for line in self.files[name].read(parse, _unheard if again else self.faults.append):
            batch.append(line)
            if len(batch) == BATCH:
                yield batch
                batch = []
                self.progress(stage, self.files[name].done)
        yield batch
        self.progress(stage, 1.0)


def _unheard(_fault: Fault) -> None:
    """Hear of a fault a second time."""
