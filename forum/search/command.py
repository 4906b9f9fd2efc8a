"""`forum search`: the index from the shell."""

import click

from forum.search import actions


@click.command()
def rebuild() -> None:
    """Make the search index anew from the database."""
    total = actions.expected()
    with click.progressbar(length=total, label="search index") as bar:
        number = actions.rebuild(lambda _count: bar.update(1))
    click.echo(f"{number} threads")
