"""`forum bench`: what pages cost, beside their targets."""

import dataclasses
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from forum.bench.figures import Figure
from forum.bench.loader import BATCH
from forum.bench.suite import NAMES, Tools, run

MIB = 1024 * 1024
ASKED = frozenset({"lighthouse", "phone", "similar", "import"})
"""Measured only when named: they need a browser, a community of their own, or long."""
WHOLE = frozenset({"statements", "bytes gzip", "a second", "posts a second", "points", "ms", "requests", "bytes"})


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(NAMES), metavar="[NAME]…")
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
@click.option("--scale", type=click.FloatRange(0.001, 100), default=1.0, help="1 = 1,000 threads of 20 posts.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Keep (and take again) the data here.")
@click.pass_context
def bench(context: click.Context, names: Sequence[str], *, as_json: bool, scale: float, data: Path | None) -> None:
    """Measure pages, posting, hostile texts, import on a server of its own. Exit 0 when all targets are held, else 1.

    NAMES: thread, home, list, profile, leaderboard, search, reply, answers, bombs, shield, lighthouse, phone, similar,
    import; default: all but the last four. Rate limits are off.
    """
    figures = []
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as spare:
        folder = data or Path(spare)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tools = Tools(context.meta["forum.make"], context.meta["forum.server"], told)
        for figure in run(names or [name for name in NAMES if name not in ASKED], scale, folder, tools):
            figures.append(figure)
            if not as_json:
                click.echo(line(figure))
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(figure) | {"held": figure.held} for figure in figures], indent=2))
    context.exit(1 if any(figure.held is False for figure in figures) else 0)


def told(done: int, whole: int) -> None:
    """Say on the error output how far the data are; every tenth part."""
    if done * 10 // whole > (done - BATCH) * 10 // whole:
        click.echo(f"bench data {100 * done // whole} %", err=True)


def line(figure: Figure) -> str:
    """Write a figure on one line: name, who, value, target, verdict, n, details."""
    verdict = {True: "held", False: "MISSED", None: ""}[figure.held]
    limit = f"{'≥' if figure.least else '≤'} {amount(figure.target, figure.unit)}" if figure.target is not None else ""
    shown = f"{amount(figure.value, figure.unit)} {unit(figure.unit)}"
    details = "  ".join(f"{name} {value:,.1f}" for name, value in figure.detail.items())
    return f"{figure.name:11} {figure.who:15} {shown:>22} {limit:>9} {verdict:6} n={figure.n:<6} {details}".rstrip()


def amount(value: float, of: str) -> str:
    """Write a number as its unit wants it."""
    if of == "bytes memory":
        return f"{value / MIB:.0f}"
    return f"{value:,.0f}" if of in WHOLE else f"{value:.2f}"


def unit(of: str) -> str:
    """Write a unit."""
    return "MiB" if of == "bytes memory" else of
