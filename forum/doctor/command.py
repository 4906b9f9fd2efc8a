"""`forum doctor`: every invariant, proven by a recount. It writes nothing."""

import json

import click

from forum.doctor.checks import examine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON.")
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Prove that ledger, standings, counters, index and files agree. Exit 0 when they do, else 1."""
    with context.meta["forum.bare"]().app_context():
        found = examine(context.obj)
    if as_json:
        click.echo(json.dumps({"clean": not any(found.values()), "findings": found}, indent=2))
    else:
        tell(found)
    context.exit(1 if any(found.values()) else 0)


def tell(found: dict[str, list[str]]) -> None:
    """Print one line a check, and every finding below it."""
    for name, findings in found.items():
        click.echo(f"{'!!' if findings else 'ok'}  {name}")
        for sentence in findings:
            click.echo(f"      {sentence}")
    number = sum(map(len, found.values()))
    click.echo("All is well." if number == 0 else f"{number} differences.")
