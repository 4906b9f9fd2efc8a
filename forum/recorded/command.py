"""`forum import`: a recorded community from a folder."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from forum.recorded.importing import bring_in
from forum.recorded.intake import Intake
from forum.recorded.reader import NoCommunity

STEPS = 1_000
SHOWN_FAULTS = 1_000
"""More refused lines are counted, not listed."""


def run_import(folder: Path) -> int:
    """Import a folder with progress shown; list refused lines. Give the exit code: 0, or 1 when lines were refused."""
    with _bars() as progress:
        try:
            intake = Intake(folder, progress)
        except NoCommunity as missing:
            raise click.UsageError(str(missing)) from missing
        bring_in(intake)
    for fault in intake.faults[:SHOWN_FAULTS]:
        click.echo(str(fault), err=True)
    added = ", ".join(f"{number} {name}" for name, number in intake.added.items())
    click.echo(f"imported: {added}; refused: {len(intake.faults)} lines")
    return 1 if intake.faults else 0


@contextmanager
def _bars() -> Iterator[Callable[[str, float], None]]:
    """One progress bar a stage."""
    bars: dict[str, tuple[object, list[int]]] = {}

    def progress(stage: str, share: float) -> None:
        if stage not in bars:
            bars[stage] = (click.progressbar(length=STEPS, label=f"{stage:<10}", file=sys.stderr), [0])
            bars[stage][0].__enter__()  # type: ignore[attr-defined]
        bar, done = bars[stage]
        step = int(share * STEPS) - done[0]
        done[0] += step
        bar.update(step)  # type: ignore[attr-defined]
        if done[0] == STEPS:
            bar.render_finish()  # type: ignore[attr-defined]

    yield progress
