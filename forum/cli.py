"""The `forum` command: every command brings the database up to date before it writes. Exit 0 ok, 1 wrong, 2 misused."""

import dataclasses
import os

import click
from flask import Flask

from forum import database, server, supervisor, worker
from forum.accounts import command as accounts
from forum.accounts import first_admin
from forum.app import create_app
from forum.bench.command import bench
from forum.config import LOOPBACK, Settings, WrongSettings
from forum.demo import command as demo
from forum.demo import logins
from forum.doctor.command import doctor
from forum.moderation import command as moderation
from forum.recorded import command as recorded
from forum.reputation import command as reputation
from forum.search import command as search
from forum.threads import command as threads


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Stube, a gamified customer community for insurers."""
    os.umask(0o077)
    try:
        context.obj = Settings.from_environ()
    except WrongSettings as error:
        raise click.UsageError(str(error)) from error
    context.meta["forum.app"] = lambda: ready(context.obj)
    context.meta["forum.bare"] = lambda: create_app(context.obj)
    context.meta.update({"forum.make": ready, "forum.server": server.command})


def ready(settings: Settings) -> Flask:
    """Make the application with its database up to date."""
    app = create_app(settings)
    database.bring_up(app)
    return app


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="TCP port.")
@click.option("--demo", "with_demo", is_flag=True, help="Fill an empty database with the demo community first.")
@click.pass_obj
def run(settings: Settings, host: str | None, port: int | None, *, with_demo: bool) -> None:
    """Serve with production defaults: one web process and one worker process, supervised."""
    settings = dataclasses.replace(settings, host=host or settings.host, port=port or settings.port).checked()
    app = ready(settings)
    if (with_demo or logins.known(settings.data_dir)) and (settings.host not in LOOPBACK or not settings.local):
        raise click.UsageError("demo data are served on loopback only")
    with app.app_context():
        if with_demo:
            demo.fill(settings.data_dir)
        token = first_admin.issue(settings.data_dir)
    for line in logins.lines(settings.data_dir):
        click.echo(line)
    if token:
        click.echo(f"Become the first administrator (once): {settings.base_url}/setup?token={token}")
    click.echo(f"{settings.community_name}: {settings.base_url}")
    supervisor.become(settings)


@main.command(name="worker")
@click.pass_obj
def worker_(settings: Settings) -> None:
    """Drain the outbox in a process of its own."""
    worker.run(ready(settings))


COMMANDS = (
    accounts.member,
    accounts.token,
    bench,
    demo.demo,
    doctor,
    moderation.shield,
    reputation.rules,
    search.search,
    threads.category,
)
for command in (*COMMANDS, recorded.export, recorded.import_):
    main.add_command(command)

if __name__ == "__main__":
    main()
