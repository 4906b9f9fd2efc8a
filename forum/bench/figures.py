"""What is measured of a page: CPU time a request, latency, statements, size; and the limit it is compared with."""

from collections.abc import Callable
from dataclasses import dataclass, field

from forum.bench.client import percentile, timed
from forum.bench.processes import Serving

WARM, ROUND = 30, 100
ENOUGH_CPU_S, MOST_ROUNDS = 4.0, 60
"""Requests are sent in rounds until the server has worked long enough for its clock of 10 ms; at most so many."""


@dataclass(frozen=True, slots=True)
class Load:
    """What n requests cost: CPU ms each (all processes of the server), latency in ms at the median and 95 %."""

    n: int
    cpu_ms: float
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `ratio`: CPU time relative to the bare route; None where it means nothing.

    `target` is a limit for the ratio or, with `unit`, for `value` (`least`: it must be at least the target).
    """

    name: str
    who: str
    n: int
    value: float
    unit: str
    target: float | None = None
    least: bool = False
    detail: dict[str, float] = field(default_factory=dict)

    @property
    def held(self) -> bool | None:
        """Tell whether the target is held; None without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.least else self.value <= self.target


def burden(server: Serving, send: Callable[[int], object]) -> Load:
    """Send requests until the figure is steady; `send` gets a number that never repeats."""
    timed(send, 0, WARM)
    before, spans = server.cpu_s(), list[float]()
    for _ in range(MOST_ROUNDS):
        spans += timed(send, WARM + len(spans), ROUND)
        if server.cpu_s() - before >= ENOUGH_CPU_S:
            break
    cpu = server.cpu_s() - before
    return Load(len(spans), 1000 * cpu / len(spans), 1000 * percentile(spans, 0.5), 1000 * percentile(spans, 0.95))
