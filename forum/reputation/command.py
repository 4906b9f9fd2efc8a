"""`forum rules`: rule books from the command line."""

from pathlib import Path

import click

from forum.reputation.rulebook import FaultyRuleBook, loads


@click.group()
def rules() -> None:
    """Work with rule books."""


@rules.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def check(context: click.Context, file: Path) -> None:
    """Check a rule book; every fault with its line and key. Exit 0 when there is none, else 1."""
    try:
        book = loads(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        click.echo(f"{file}: not UTF-8", err=True)
        context.exit(1)
    except FaultyRuleBook as faulty:
        for fault in faulty.faults:
            click.echo(f"{file}:{fault.line}: {fault.key}: {fault.message}", err=True)
        context.exit(1)
    stages = sum(len(path.stages) for path in book.paths.values())
    click.echo(f"{file}: {len(book.rules)} rules, {len(book.paths)} paths, {stages} stages, {len(book.badges)} badges")
