"""Sign in and out."""

from flask import flash, redirect, request, session

from forum.accounts import passwords
from forum.accounts.actions import begin_session, end_session, publish_draft
from forum.accounts.forms import SignIn
from forum.accounts.models import Member
from forum.accounts.names import fold, fold_email
from forum.accounts.queries import actor_of, by_id, by_login, person
from forum.accounts.queries.current import COOKIE_KEY
from forum.accounts.views import throttle
from forum.accounts.views.devices import label
from forum.accounts.views.room import blueprint, kept_here, said, shown, wanted_next
from forum.core import audit, web
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.i18n import gettext as _
from forum.core.limits import limiter, network

WRONG = "Pseudonym, address or password do not fit together."


@blueprint.get("/login")
def login() -> web.Answer:
    """Show the form; who is signed in goes on."""
    if person().member is not None:
        return redirect(wanted_next() or "/")
    return _page()


@blueprint.post("/login")
@limiter.limit("20/minute;100/hour", key_func=network)
@limiter.limit("600/minute", key_func=lambda: "everybody", exempt_when=throttle.trusts_browser)
def sign_in() -> web.Answer:
    """Check who it is, and begin a session."""
    try:
        form = SignIn.parse(request.form)
        member = _prove(form)
    except Invalid as wrong:
        return _page(422, wrong)
    if member.suspended:
        audit.note("sign_in_suspended", member=member.id)
        return _page(403, until=member.suspended_until)
    newer = passwords.hash_password(form.password) if passwords.outdated(member.password_hash or "") else ""
    with transaction():
        fresh = by_id(member.id)
        if fresh.password_hash != member.password_hash or fresh.suspended or fresh.kind != "person":
            return _page(422, Invalid({"": WRONG}))
        fresh.password_hash = newer or fresh.password_hash
        actor = actor_of(fresh)
        open_session(fresh, remember=form.remember)
    return web.see_other(publish_draft(actor) or wanted_next() or "/")


@blueprint.post("/logout")
def logout() -> web.Answer:
    """End this browser's session at once."""
    who = person()
    if who.member is not None and who.web_session is not None:
        end_session(who.member.id, who.web_session.id_hash)
        audit.note("signed_out", member=who.member.id)
    return signed_out("/")


def open_session(member: Member, *, remember: bool) -> None:
    """Begin a session with a new id in this browser's cookie; its older session and everything in the cookie go."""
    web.forget_person()
    before = person()
    if before.member is not None and before.web_session is not None:
        end_session(before.member.id, before.web_session.id_hash)
    token = begin_session(member, remember=remember, device=label(request.user_agent.string))
    session.clear()
    session[COOKIE_KEY] = token
    session.permanent = remember
    web.forget_person()
    throttle.remember_device(member.id)
    audit.note("signed_in", member=member.id, remember=remember)


def signed_out(target: str) -> web.Answer:
    """Empty the cookie, ask the browser to forget our pages, and go on."""
    session.clear()
    web.forget_person()
    answer = web.see_other(target)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _prove(form: SignIn) -> Member:
    member = by_login(form.identifier)
    account = str(member.id) if member else fold_email(fold(form.identifier))
    throttle.refuse_guessing(account)
    if not passwords.verify(member.password_hash if member else None, form.password) or member is None:
        throttle.count_failure(account)
        audit.note("sign_in_failed", member=member.id if member else None)
        raise Invalid({"": WRONG})
    return member


def _page(status: int = 200, wrong: Invalid | None = None, **extra: object) -> web.Answer:
    draft = shown(kept_here())
    values = {"identifier": request.form.get("identifier", ""), "remember": request.form.get("remember") == "1"}
    context = {"values": values, "errors": said(wrong), "next": wanted_next(), "draft": draft, **extra}
    return web.page("accounts/login.html", status, **context)


def say(text: str) -> None:
    """Leave a good word for the next page of a signed-in member."""
    flash(_(text), "ok")
