"""Sign up on one screen; the answer is the same whether the address has an account or not."""

from flask import redirect, request

from forum.accounts import passwords, pseudonyms
from forum.accounts.actions import publish_draft, sign_up
from forum.accounts.forms import SignUp
from forum.accounts.queries import actor_of, by_id, kept_draft, person, taken
from forum.accounts.queries.links import KEPT
from forum.accounts.registry import TEXT_VERSIONS
from forum.accounts.views import throttle
from forum.accounts.views.room import blueprint, brand, kept_here, said, shown, wanted_next
from forum.core import i18n, web
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.limits import limiter, network

CONSENTS = ("rules", "privacy")
KEPT_VALUES = ("handle", "email", "voice", "age", "consent")


@blueprint.get("/signup")
def sign_up_page() -> web.Answer:
    """Show the form with a free pseudonym; every look proposes another."""
    if person().member is not None:
        return redirect(wanted_next() or "/")
    return _page({"handle": pseudonyms.propose(taken), "voice": i18n.voice()})


@blueprint.post("/signup")
@limiter.limit("10/minute;40/hour", key_func=network)
def sign_up_now() -> web.Answer:
    """Open an account, or write to the owner of the address; then ask everybody to look into their mail."""
    try:
        _open(SignUp.parse(request.form, brand()))
    except Invalid as wrong:
        return _page({name: request.form.get(name, "") for name in KEPT_VALUES}, 422, wrong)
    return web.see_other("/signup/sent")


@blueprint.get("/signup/sent")
def sign_up_sent() -> web.Answer:
    """Say what happens next."""
    return web.page("accounts/signup_sent.html")


def _open(form: SignUp) -> None:
    password_hash = passwords.hash_password(form.password)
    about = {"language": form.language, "address": form.address, "password_hash": password_hash}
    consents = {text: TEXT_VERSIONS[text] for text in CONSENTS} | {"age_16": "1"}
    token = web.cookie(KEPT) if kept_draft() is not None else ""
    remind = throttle.may_mail(form.email, counted=False)
    with transaction():
        member = sign_up(handle=form.handle, email=form.email, kept=token, remind=remind, consents=consents, **about)
    throttle.may_mail(form.email)
    if member is not None and token:
        publish_draft(actor_of(by_id(member.id)))
    web.send_cookie(KEPT, "")


def _page(values: dict[str, str], status: int = 200, wrong: Invalid | None = None) -> web.Answer:
    context = {"values": values, "errors": said(wrong), "draft": shown(kept_here()), "versions": TEXT_VERSIONS}
    return web.page("accounts/signup.html", status, next=wanted_next(), **context)
