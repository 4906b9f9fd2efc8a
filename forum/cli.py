"""The `forum` command: every command brings the database up to date before it writes. Exit 0 ok, 1 wrong, 2 misused."""

import dataclasses
import os
import sys

import click
from flask import Flask

from forum import database, supervisor, worker
from forum.accounts import command as accounts
from forum.accounts import first_admin
from forum.app import create_app
from forum.config import Settings, WrongSettings
from forum.doctor.command import doctor
from forum.reputation import command as reputation
from forum.search import command as search


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Stube, a gamified customer community for insurers."""
    try:
        context.obj = Settings.from_environ()
    except WrongSettings as error:
        raise click.UsageError(str(error)) from error
    context.meta["forum.app"] = lambda: ready(context.obj)
    context.meta["forum.bare"] = lambda: create_app(context.obj)


def ready(settings: Settings) -> Flask:
    """Make the application with its database up to date."""
    app = create_app(settings)
    database.bring_up(app)
    return app


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="TCP port.")
@click.pass_obj
def run(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve with production defaults: one gunicorn process and one supervised worker process."""
    settings = dataclasses.replace(settings, host=host or settings.host, port=port or settings.port).checked()
    with ready(settings).app_context():
        token = first_admin.issue(settings.data_dir)
    click.echo(f"{settings.community_name}: {settings.base_url}")
    if token:
        click.echo(f"Become the first administrator (once): {settings.base_url}/setup?token={token}")
    sys.exit(supervisor.run(settings))


@main.command(name="worker")
@click.pass_obj
def worker_(settings: Settings) -> None:
    """Drain the outbox in a process of its own."""
    worker.run(ready(settings))


for command in (accounts.member, doctor, reputation.rules, search.search):
    main.add_command(command)

if __name__ == "__main__":
    os.umask(0o077)
    main()
