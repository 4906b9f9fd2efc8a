"""Tokens for programs: listed, made once with the password, ended."""

from flask import request

from forum.accounts.actions import end_token, make_token
from forum.accounts.actions.tokens import SCOPES
from forum.accounts.forms import parse_token
from forum.accounts.queries import tokens_of
from forum.accounts.views.room import blueprint, changing_mine, me, said
from forum.accounts.views.security import prove, proven
from forum.accounts.views.signin import say
from forum.core import web
from forum.core.errors import Invalid
from forum.core.limits import limiter

TYPED = ("name", "days")


@blueprint.get("/settings/tokens")
@web.members_only
@web.private
def tokens() -> web.Answer:
    """Show one's tokens."""
    return tokens_page()


@blueprint.post("/settings/tokens")
@limiter.limit("10/hour")
@web.members_only
@web.private
def new_token() -> web.Answer:
    """Make a token and show it, this once; so the answer is the page itself."""
    try:
        known = prove("token_password")
        wanted = parse_token(request.form)
        with proven(known) as member:
            made = make_token(member, **wanted)
    except Invalid as wrong:
        return tokens_page(422, wrong)
    return tokens_page(made=made)


@blueprint.post("/settings/tokens/end")
@limiter.limit("30/minute")
@web.members_only
def drop_token() -> web.Answer:
    """End a token."""
    chosen = request.form.get("token", "")
    with changing_mine() as member:
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 19:  # noqa: PLR2004 - fits the database's integer
            end_token(member.id, int(chosen))
    say("Ended.")
    return web.see_other("/settings/tokens")


def tokens_page(status: int = 200, wrong: Invalid | None = None, made: str = "") -> web.Answer:
    """Show the tokens, with what was typed last when it could not be accepted."""
    typed = request.form if wrong is not None else {}
    values = {name: typed.get(name, "") for name in TYPED} | {"scopes": request.form.getlist("scopes")}
    listed = tokens_of(me().id)
    return web.page(
        "accounts/tokens.html", status, tokens=listed, made=made, values=values, errors=said(wrong), scopes=SCOPES
    )
