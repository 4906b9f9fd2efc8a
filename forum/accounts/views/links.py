"""Links from mails: confirm an address, set a new password. Looking changes nothing, a button does."""

from flask import flash, request

from forum.accounts import passwords
from forum.accounts.actions import (
    confirm_email,
    publish_draft,
    request_reset,
    resend_confirmation,
    reset_password,
)
from forum.accounts.forms import parse_email, parse_new_password
from forum.accounts.models import EmailToken, Member
from forum.accounts.queries import actor_of, by_id, open_token
from forum.accounts.registry import LATEST
from forum.accounts.views import throttle
from forum.accounts.views.room import blueprint, brand, kept_here, me, no_referrer, said
from forum.accounts.views.signin import open_session, say
from forum.core import web
from forum.core.db import transaction
from forum.core.errors import Conflict, Invalid
from forum.core.i18n import gettext as _
from forum.core.limits import limiter, network


@blueprint.get("/confirm/<token>")
def confirm_page(token: str) -> web.Answer:
    """Show the button that confirms an address."""
    link = open_token(token, "confirm", "change")
    kept_here()
    return _gone() if link is None else _link_page("confirm", link)


@blueprint.post("/confirm/<token>")
@limiter.limit("20/minute", key_func=network)
def confirm(token: str) -> web.Answer:
    """Confirm; a member is signed in and sees what they wrote, staff are asked for their password."""
    link = open_token(token, "confirm")
    try:
        with transaction():
            member = by_id(confirm_email(token).id)
            actor = actor_of(member)
            if not member.is_staff and not member.suspended:
                open_session(member, remember=False)
    except Conflict:
        return _gone()
    flash(_("Thank you, your address is confirmed."), "ok")
    if member.is_staff or member.suspended:
        return web.see_other("/login")
    written = [latest(actor) for latest in LATEST] if link is not None else []
    return web.see_other(publish_draft(actor) or next(filter(None, written), "/"))


@blueprint.post("/confirm/resend")
@limiter.limit("5/hour")
@web.members_only
def resend() -> web.Answer:
    """Send the confirming mail again."""
    resend_confirmation(me())
    say("The mail is on its way once more.")
    return web.back("/settings")


@blueprint.get("/forgot")
def forgot_page() -> web.Answer:
    """Ask for the address."""
    return web.page("accounts/forgot.html", errors={}, email="", sent=False)


@blueprint.post("/forgot")
@limiter.limit("5/minute;20/hour", key_func=network)
def forgot() -> web.Answer:
    """Owe a mail to whoever has this address; the answer is the same for everybody."""
    try:
        email = parse_email(request.form)
    except Invalid as wrong:
        typed = request.form.get("email", "")
        return web.page("accounts/forgot.html", 422, errors=said(wrong), email=typed, sent=False)
    if throttle.may_mail(email):
        request_reset(email)
    return web.page("accounts/forgot.html", errors={}, email=email, sent=True)


@blueprint.get("/reset/<token>")
def reset_page(token: str) -> web.Answer:
    """Ask for a new password."""
    link = open_token(token, "reset")
    return _gone() if link is None else _link_page("reset", link)


@blueprint.post("/reset/<token>")
@limiter.limit("20/minute", key_func=network)
def reset(token: str) -> web.Answer:
    """Set the new password; then sign in with it."""
    link = open_token(token, "reset")
    if link is None:
        return _gone()
    try:
        password = parse_new_password(request.form, names_of(by_id(link.member_id)))
        member = reset_password(token, passwords.hash_password(password))
    except Invalid as wrong:
        return _link_page("reset", link, 422, wrong)
    except Conflict:
        return _gone()
    throttle.remember_device(member.id)
    flash(_("Your new password works. Please sign in with it."), "ok")
    return web.see_other("/login")


def names_of(member: Member) -> tuple[str, ...]:
    """Give the names that a member's password may not be made of."""
    email = member.email or ""
    return member.handle, email, email.split("@")[0], *brand()


def _link_page(name: str, link: EmailToken, status: int = 200, wrong: Invalid | None = None) -> web.Answer:
    handle = by_id(link.member_id).display_name
    return no_referrer(
        web.page(f"accounts/{name}.html", status, errors=said(wrong), link=link, handle=handle, here="/")
    )


def _gone() -> web.Answer:
    return no_referrer(web.page("accounts/gone.html", 410, here="/"))
