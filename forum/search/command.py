"""`forum search`: the index from the shell."""

import click

from forum.search import actions


@click.group()
def search() -> None:
    """Look after the search index."""


@search.command()
@click.pass_context
def rebuild(context: click.Context) -> None:
    """Make the index anew from the database."""
    with context.meta["forum.app"]().app_context():
        with click.progressbar(length=actions.expected(), label="search index") as bar:
            number = actions.rebuild(lambda _count: bar.update(1))
        click.echo(f"{number} threads")
