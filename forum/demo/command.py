"""`forum demo`: fill an empty database with the demo community."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from forum.core import clock, outbox
from forum.core.bulk import collect_seldom
from forum.demo import logins, runner
from forum.demo.keeping import settle_in
from forum.demo.script import plan
from forum.search.actions import rebuild
from forum.subscriptions import WORK


def fill(folder: Path, **how: Any) -> bool:
    """Fill the database of this context and keep the logins in the data folder; false when somebody is here already.

    `how` are the arguments of `plan`; `now` defaults to the present.
    """
    if not runner.empty():
        return False
    collect_seldom()
    script = list(plan(**{"now": clock.now()} | how))
    with click.progressbar(length=len(script), label="demo community") as bar:
        played = runner.play(script, bar.update)
    settle_in(played, script[-1].at)
    logins.keep(folder, played.logins)
    for sentence in played.refused:
        click.echo(f"refused: {sentence}", err=True)
    while outbox.work_once(WORK):
        pass
    click.echo(f"search index: {rebuild()} threads")
    return True


def _instant(_context: object, _option: object, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter("an ISO date or instant, please, such as 2026-11-23T09:00") from error
    return at.replace(tzinfo=at.tzinfo or clock.ZURICH).astimezone(UTC)


@click.command()
@click.option("--members", type=click.IntRange(8), default=400, show_default=True, help="Members besides the staff.")
@click.option("--threads", type=click.IntRange(10), default=1500, show_default=True, help="Threads, about.")
@click.option("--months", type=click.IntRange(1, 120), default=24, show_default=True, help="Length of the history.")
@click.option("--seed", type=int, default=7, show_default=True, help="Another number, another community.")
@click.option("--now", metavar="ISO", callback=_instant, help="End of the history; now when not given.")
@click.pass_context
def demo(context: click.Context, /, now: datetime | None, **how: int) -> None:
    """Fill an empty database with a German demo community; does nothing where somebody is already."""
    application: Callable[[], Any] = context.meta["forum.app"]
    folder = context.obj.data_dir
    with application().app_context():
        made = fill(folder, **how, **({"now": now} if now else {}))
    click.echo("The demo community has moved in." if made else "Somebody is here already: nothing done.")
    for line in logins.lines(folder):
        click.echo(line)
