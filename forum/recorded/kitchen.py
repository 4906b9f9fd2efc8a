"""Cooks recorded texts ahead of time, in processes of its own where there are cores for them."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import local
from typing import Self, TypeVar

from forum.recorded.cook import Cook, Cooked, Raw, cook_all

COOKS = min(2, os.cpu_count() or 1)
WORTH_IT = 300
"""So many texts in all before processes are started: they take half a second each to begin."""

PORTION = 25
"""Texts that go to a process at once."""

Item = TypeVar("Item")
Serve = Callable[[], list[Cooked]]


class Kitchen:
    """Takes orders, serves them in order. As a context manager: its processes end with it."""

    def __init__(self, cooks: int = COOKS) -> None:
        self.cooks = cooks if cooks > 1 else 0
        self.ordered = 0
        self.threads: ThreadPoolExecutor | None = None
        self.mine = local()
        self.hired: list[Cook] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.threads is not None:
            self.threads.shutdown(cancel_futures=True)
        for cook in self.hired:
            cook.leave()

    def order(self, texts: Sequence[Raw]) -> Serve:
        """Begin to cook; call what is given for the results: a text each, or Broken where it cannot be cooked."""
        self.ordered += len(texts)
        if not self.cooks or self.ordered < WORTH_IT:
            return lambda: cook_all(texts)
        if self.threads is None:
            self.threads = ThreadPoolExecutor(self.cooks, initializer=self._hire)
        portions = [texts[start : start + PORTION] for start in range(0, len(texts), PORTION)]
        futures: list[Future[list[Cooked]]] = [self.threads.submit(self._cook, portion) for portion in portions]
        return lambda: [text for future in futures for text in future.result()]

    def _hire(self) -> None:
        self.mine.cook = Cook()
        self.hired.append(self.mine.cook)

    def _cook(self, texts: Sequence[Raw]) -> list[Cooked]:
        cook: Cook = self.mine.cook
        return cook.cook(texts)


def ahead(orders: Iterable[Item], number: int = 2) -> Iterator[Item]:
    """Give items in their order, but draw so many more before each: what they ordered is cooked meanwhile."""
    waiting: deque[Item] = deque()
    for item in orders:
        waiting.append(item)
        if len(waiting) > number:
            yield waiting.popleft()
    yield from waiting
