"""Which happenings were applied, as ranges of their numbers: small, however long the recording is."""

from bisect import bisect_right
from collections.abc import Sequence


class Ranges:
    """Ascending, disjoint ranges of whole numbers. Numbers skipped without a fault belong to the range around them."""

    def __init__(self, pairs: Sequence[Sequence[int]] = ()) -> None:
        self.starts = [int(pair[0]) for pair in pairs]
        self.ends = [int(pair[1]) for pair in pairs]

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self.starts, number) - 1
        return at >= 0 and number <= self.ends[at]

    def add(self, number: int, *, joined: bool) -> None:
        """Take a number in. `joined`: nothing was refused between it and the number applied before it."""
        if number in self:
            return
        at = bisect_right(self.starts, number)
        if joined and at:
            self.ends[at - 1] = number
        else:
            self.starts.insert(at, number)
            self.ends.insert(at, number)

    def pairs(self) -> list[list[int]]:
        """Give the ranges for storing."""
        return [[start, end] for start, end in zip(self.starts, self.ends, strict=True)]
