"""Progress bars on the error channel, one a stage; lines of text where nobody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

STEPS = 1_000


@contextmanager
def bars() -> Iterator[Callable[[str, float], None]]:
    """Give a function of (stage, share of it done from 0 to 1)."""
    shown: dict[str, Any] = {}

    def progress(stage: str, share: float) -> None:
        if stage not in shown:
            shown[stage] = click.progressbar(length=STEPS, label=f"{stage:<9}", file=sys.stderr)
            shown[stage].render_progress()
        bar = shown[stage]
        if not bar.finished:
            bar.update(int(share * STEPS) - bar.pos)
            if bar.finished:
                bar.render_finish()

    yield progress
