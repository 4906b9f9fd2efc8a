"""`forum member`, `forum token`: accounts and tokens for programs from the command line."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import click
from sqlalchemy import select

from forum.accounts import handles, passwords
from forum.accounts.actions import create_member, make_token, set_fields, set_role, suspend
from forum.accounts.actions.tokens import MAX_DAYS, SCOPES
from forum.accounts.models import Member
from forum.accounts.models.member import ROLES
from forum.accounts.queries import by_handle
from forum.core import clock
from forum.core.db import Base, session, transaction
from forum.core.errors import Invalid, NotVisible, Refused

NOBODY = "there is nobody with this pseudonym"
TITLE = click.option("--title", "staff_title", default="", help="What a member of staff does, shown beside the name.")
FIELD = click.option(
    "--field", "fields", multiple=True, metavar="SLUG", help="Category in which an expert is competent."
)


@click.group()
def member() -> None:
    """Work with accounts."""


@member.command()
@click.argument("handle")
@click.option("--email", required=True, help="Address; counts as confirmed.")
@click.option("--role", type=click.Choice(ROLES), default="member", show_default=True)
@TITLE
@FIELD
@click.option("--password-stdin", is_flag=True, help="Read the password from the first line of standard input.")
@click.pass_context
def create(context: click.Context, /, handle: str, email: str, password_stdin: bool, **others: Any) -> None:
    """Create an account. Without a password its owner sets one by /forgot."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else ""
    wrong = (passwords.fault(password, [handle, email]) if password_stdin else "") or _wrong_handle(handle)
    if wrong:
        raise click.UsageError(wrong)
    known = passwords.hash_password(password) if password else None
    application: Callable[[], Any] = context.meta["forum.app"]
    with application().app_context():
        fields = _categories(others.pop("fields"))
        try:
            made = create_member(handle, email=email, password_hash=known, fields=fields, **others)
        except Invalid as error:
            raise click.ClickException(" ".join(error.fields.values())) from error
        click.echo(f"{made.id} {made.handle} {made.role}")


@member.command(name="role")
@click.argument("handle")
@click.argument("role", type=click.Choice(ROLES))
@TITLE
@FIELD
@click.pass_context
def change_role(context: click.Context, handle: str, role: str, staff_title: str, fields: tuple[str, ...]) -> None:
    """Give an account another role, title and fields. A new role ends its sessions, and its mandates with them."""
    with _somebody(context, handle) as found:
        chosen = _categories(fields)
        set_role(found, role, staff_title)
        set_fields(found, chosen)
        click.echo(f"{found.id} {found.handle} {found.role}")


@member.command(name="suspend")
@click.argument("handle")
@click.option("--days", type=click.IntRange(0, 3650), required=True, help="From now on; 0 lets them in again.")
@click.pass_context
def suspend_member(context: click.Context, handle: str, days: int) -> None:
    """Shut an account out for some days: its sessions end at once, and its mandates for good."""
    with _somebody(context, handle) as found:
        suspend(found, clock.now() + timedelta(days=days) if days else None)
        click.echo(f"{found.id} {found.handle} " + (f"suspended for {days} days" if days else "may take part"))


@contextmanager
def _somebody(context: click.Context, handle: str) -> Iterator[Member]:
    application: Callable[[], Any] = context.meta["forum.app"]
    with application().app_context():
        try:
            with transaction():
                yield by_handle(handle)
        except NotVisible:
            raise click.ClickException(NOBODY) from None
        except Refused as refused:
            raise click.ClickException(refused.code) from None


def _wrong_handle(handle: str) -> str:
    fault = handles.fault(handle)
    return "" if fault == handles.HOUSE else fault


def _categories(slugs: tuple[str, ...]) -> list[int]:
    """Give ids; the table is asked by name because categories belong to a room above."""
    table = Base.metadata.tables["category"]
    found = dict(session().execute(select(table.c.slug, table.c.id).where(table.c.slug.in_(slugs))).all())
    unknown = set(slugs) - found.keys()
    if unknown:
        raise click.UsageError(f"no such category: {', '.join(sorted(unknown))}")
    return [found[slug] for slug in slugs]


@click.group()
def token() -> None:
    """Work with tokens for programs."""


@token.command(name="create")
@click.argument("handle")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="May be given several times.")
@click.option("--expires", type=click.IntRange(1, MAX_DAYS), default=90, show_default=True, help="Days it lives.")
@click.option("--name", default="forum token create", help="What the member sees it listed as.")
@click.pass_context
def create_token(context: click.Context, handle: str, scopes: tuple[str, ...], expires: int, name: str) -> None:
    """Make a token for the API and print it, this once. Without --scope it may read only."""
    application: Callable[[], Any] = context.meta["forum.app"]
    with application().app_context():
        try:
            click.echo(make_token(by_handle(handle), name=name, scopes=scopes, days=expires))
        except NotVisible:
            raise click.ClickException(NOBODY) from None
        except Invalid as error:
            raise click.ClickException(" ".join(error.fields.values())) from error
