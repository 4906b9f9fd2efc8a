"""`forum category`: topics from the command line."""

from collections.abc import Callable
from typing import Any

import click
from sqlalchemy import select

from forum.core.db import session, transaction
from forum.core.errors import Invalid, NotVisible
from forum.threads import queries
from forum.threads.actions import create_category, set_languages
from forum.threads.models import Category
from forum.threads.models.category import AUDIENCES, LANGUAGES, WRITERS

SPOKEN: dict[str, Any] = {"multiple": True, "type": click.Choice(LANGUAGES)}


@click.group()
def category() -> None:
    """Work with topics."""


@category.command(name="list")
@click.pass_context
def list_(context: click.Context) -> None:
    """Show every topic: slug, audience, languages, name."""
    with _application(context).app_context():
        for found in session().scalars(select(Category).order_by(Category.position, Category.id)):
            click.echo(f"{found.slug}\t{found.audience}\t{found.languages}\t{found.name}")


@category.command()
@click.argument("slug")
@click.option("--name", required=True, help="Name, as members read it.")
@click.option("--description", default="", help="One sentence.")
@click.option("--position", type=int, default=0, show_default=True, help="Place in the list.")
@click.option("--audience", type=click.Choice(AUDIENCES), default="public", show_default=True)
@click.option("--who-may-write", type=click.Choice(WRITERS), default="members", show_default=True)
@click.option("--health-near", is_flag=True, help="Never public, indexed, ranked or teased.")
@click.option("--language", "languages", help="Repeat it; the usual one first.", default=("de",), **SPOKEN)
@click.pass_context
def create(context: click.Context, /, **options: Any) -> None:
    """Make a topic."""
    with _application(context).app_context():
        if session().scalar(select(Category.id).where(Category.slug == options["slug"])) is not None:
            raise click.ClickException(f"there is a topic {options['slug']} already")
        with transaction():
            made = create_category(**options)
        click.echo(f"{made.id} {made.slug} {made.audience} {made.languages}")


@category.command()
@click.argument("slug")
@click.argument("codes", nargs=-1, required=True, metavar="LANGUAGE...")
@click.pass_context
def languages(context: click.Context, slug: str, codes: tuple[str, ...]) -> None:
    """Say which languages a topic is in, the usual one first: de, fr, it, en."""
    with _application(context).app_context():
        try:
            with transaction():
                set_languages(queries.category(slug), codes)
        except NotVisible as error:
            raise click.ClickException(f"there is no topic {slug}") from error
        except Invalid as error:
            raise click.UsageError(f"choose among {', '.join(LANGUAGES)}") from error
        click.echo(f"{slug} {' '.join(dict.fromkeys(codes))}")


def _application(context: click.Context) -> Any:
    make: Callable[[], Any] = context.meta["forum.app"]
    return make()
