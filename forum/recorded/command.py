"""`forum import` and `forum export`: a recorded community in, what we know of ours out."""

import sys
from pathlib import Path

import click

from forum.core.bulk import collect_seldom
from forum.recorded.export import KINDS, rows
from forum.recorded.importing import bring_in
from forum.recorded.intake import Intake
from forum.recorded.progress import bars
from forum.recorded.reader import NoCommunity
from forum.recorded.sheets import FORMATS
from forum.reputation.rulebook import FaultyRuleBook, loads

SHOWN_FAULTS = 1_000
"""More refused lines are counted, not listed."""


@click.command(name="import")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--rulebook", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Play by these rules.")
@click.pass_context
def import_(context: click.Context, folder: Path, rulebook: Path | None) -> None:
    """Replay a recorded community from DIR, at the recorded times. Run again it changes nothing.

    Lines that cannot be imported are listed by file and line; the rest is imported. Exit 0, or 1 when lines were
    refused.
    """
    rules = _read_rules(rulebook) if rulebook else None
    with bars() as progress:
        try:
            intake = Intake(folder, progress)
        except NoCommunity as missing:
            raise click.UsageError(str(missing)) from missing
        collect_seldom()
        with context.meta["forum.app"]().app_context():
            bring_in(intake, rules)
    for fault in intake.faults[:SHOWN_FAULTS]:
        click.echo(str(fault), err=True)
    added = ", ".join(f"{number} {name}" for name, number in intake.added.items())
    click.echo(f"imported: {added}; refused: {len(intake.faults)} lines")
    context.exit(1 if intake.faults else 0)


def _read_rules(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
        loads(text)
    except (UnicodeDecodeError, FaultyRuleBook) as faulty:
        raise click.UsageError(f"{path} is no rule book; see `forum rules check {path}`") from faulty
    return text


@click.command()
@click.argument("what", type=click.Choice(sorted(KINDS)))
@click.option("--format", "shape", type=click.Choice(sorted(FORMATS)), default="jsonl", show_default=True)
@click.pass_context
def export(context: click.Context, what: str, shape: str) -> None:
    """Write standings, ledger, badges, posts or figures to standard output. Hidden voters are in none of them."""
    with context.meta["forum.app"]().app_context():
        for line in FORMATS[shape](rows(what)):
            sys.stdout.write(line)
