"""`forum shield`: the sweep from the shell."""

import click

from forum.moderation.sweep import sweep_batch, waiting


@click.group()
def shield() -> None:
    """Look after what the shield should have kept out."""


@shield.command()
@click.pass_context
def sweep(context: click.Context) -> None:
    """Mask hard kinds in old posts; goes on where it was interrupted."""
    with context.meta["forum.app"]().app_context():
        looked = held = 0
        with click.progressbar(length=waiting(), label="posts") as bar:
            while (step := sweep_batch())[0]:
                looked, held = looked + step[0], held + step[1]
                bar.update(step[0])
        click.echo(f"{looked} posts looked at, {held} masked")
