"""Writing a whole index with several processes."""

import os
import threading
from multiprocessing import parent_process
from typing import Any

from whoosh.multiproc import MpWriter, SubWriterTask

from forum.core.orphans import end_with

HANDS = 2
PORTION = 250
"""Documents that go to a process at once."""
MEMORY_MB = 128


class Hand(SubWriterTask):  # type: ignore[misc]
    """Writes a part of an index; without its parent it would wait for ever, and keep the lock it was born with."""

    def run(self) -> None:
        """Write what comes."""
        if (parent := parent_process()) is not None and parent.pid is not None:
            end_with(parent.pid)
        super().run()


class Hands(MpWriter):  # type: ignore[misc]
    """Writes with several of them."""

    def _new_task(self) -> Hand:
        queues = (self.jobqueue, self.resultqueue)
        hand = Hand(self.storage, self.indexname, *queues, self.subargs, self.multisegment)
        self.tasks.append(hand)
        hand.start()
        return hand


def hands() -> int:
    """Say how many processes write a whole index: two where there are cores for them and no thread is left behind.

    A fork copies locks but not the threads that hold them.
    """
    return 1 if threading.active_count() > 1 or (os.cpu_count() or 1) < HANDS else HANDS


def whole_writer(made: Any) -> Any:
    """Give what writes a whole index."""
    if hands() == 1:
        return made.writer(limitmb=MEMORY_MB)
    return Hands(made, procs=HANDS, multisegment=True, batchsize=PORTION, limitmb=MEMORY_MB)
