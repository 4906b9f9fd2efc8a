"""The settings of a member: profile, language, the game."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import request

from forum.accounts.actions import change_settings
from forum.accounts.forms import parse_game, parse_language, parse_mails, parse_profile
from forum.accounts.queries import consents_of, sessions_of
from forum.accounts.queries.authors import perks_of
from forum.accounts.views.choices import choose_theme
from forum.accounts.views.room import blueprint, changing_mine, me, my_session, said
from forum.accounts.views.signin import say
from forum.core import i18n, web
from forum.core.errors import Invalid
from forum.core.limits import limiter
from forum.core.shield.form import point_out

Parse = Callable[[Mapping[str, str]], dict[str, Any]]


@blueprint.get("/settings")
@web.members_only
def settings() -> web.Answer:
    """Show everything a member may choose."""
    return settings_page()


@blueprint.post("/settings/profile")
@limiter.limit("30/minute")
@web.members_only
def save_profile() -> web.Answer:
    """Change what the profile says."""
    return _save(parse_profile, "profile")


@blueprint.post("/settings/language")
@limiter.limit("60/minute")
@web.members_only
def save_language() -> web.Answer:
    """Change language, form of address and colours."""
    return _save(parse_language, "language")


@blueprint.post("/settings/game")
@limiter.limit("30/minute")
@web.members_only
def save_game() -> web.Answer:
    """Switch points and the public lists on or off."""
    return _save(parse_game, "game")


@blueprint.post("/settings/mails")
@limiter.limit("30/minute")
@web.members_only
def save_mails() -> web.Answer:
    """Switch mails on or off that do not belong to the account itself."""
    return _save(parse_mails, "mails")


def settings_page(status: int = 200, wrong: Invalid | None = None) -> web.Answer:
    """Show the settings, with what was typed last when it could not be accepted."""
    member = me()
    values: dict[str, Any] = {name: getattr(member, name) for name in ("bio", "signature", "theme")}
    values |= {"voice": i18n.voice_of(member.language, member.address), "email": "", "texts": "anonymise"}
    if wrong is not None:
        values |= {name: text for name, text in request.form.items() if "password" not in name}
    context: dict[str, Any] = {
        "member": member,
        "signs": member.is_staff or bool(values["signature"]) or "signature" in perks_of(member.id),
        "values": values,
        "errors": said(wrong),
        "sessions": sessions_of(member.id),
    }
    context |= {"this_session": my_session().id_hash, "consents": consents_of(member.id)}
    return web.page("accounts/settings.html", status, **context)


def _save(parse: Parse, part: str) -> web.Answer:
    try:
        changes = parse(request.form)
        if parse is parse_profile:
            point_out(changes, known=f"{me().bio}\n\n{me().signature}")
    except Invalid as wrong:
        return settings_page(422, wrong)
    with changing_mine() as member:
        change_settings(member, **changes)
    if "theme" in changes:
        choose_theme(changes["theme"])
    say("Saved.")
    return web.see_other(f"/settings#{part}")
