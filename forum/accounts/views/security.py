"""Password, address and sessions of a member; the password is asked again for what matters."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from forum.accounts import passwords
from forum.accounts.actions import change_email, change_password, end_other_sessions, end_session
from forum.accounts.forms import Fields, parse_email, parse_new_password
from forum.accounts.models import Member
from forum.accounts.queries import by_id
from forum.accounts.views import throttle
from forum.accounts.views.links import names_of
from forum.accounts.views.room import blueprint, changing_mine, me, my_session
from forum.accounts.views.settings import settings_page
from forum.accounts.views.signin import open_session, say
from forum.core import audit, web
from forum.core.errors import Conflict, Invalid
from forum.core.limits import limiter

WRONG = "This is not your present password."


@blueprint.post("/settings/password")
@limiter.limit("10/hour")
@web.members_only
def save_password() -> web.Answer:
    """Change the password; every other browser is signed out, this one gets a new session."""
    try:
        known = prove("present_password")
        password = parse_new_password(request.form, names_of(me()))
        new_hash = passwords.hash_password(password)
    except Invalid as wrong:
        return settings_page(422, wrong)
    remember = my_session().remember
    with proven(known) as member:
        change_password(member, new_hash)
        open_session(by_id(member.id), remember=remember)
    say("Your new password works. Every other browser was signed out.")
    return web.see_other("/settings#password")


@blueprint.post("/settings/email")
@limiter.limit("10/hour")
@web.members_only
def save_email() -> web.Answer:
    """Send a link to a new address; the old one stays until the link is used."""
    try:
        known = prove("email_password")
        email = parse_email(request.form)
    except Invalid as wrong:
        return settings_page(422, wrong)
    if throttle.may_mail(email):
        with proven(known) as member:
            change_email(member, email)
    say("We sent a link to the new address. Until you use it, the old one stays.")
    return web.see_other("/settings#email")


@blueprint.post("/settings/sessions/end")
@limiter.limit("60/minute")
@web.members_only
def end_one() -> web.Answer:
    """Sign one browser out, or with `session` = others every one but this."""
    chosen = request.form.get("session", "")
    with changing_mine() as member:
        if chosen == "others":
            end_other_sessions(member.id, my_session().id_hash)
        else:
            end_session(member.id, chosen)
    say("Signed out there.")
    return web.see_other("/settings#sessions")


def prove(field: str) -> str:
    """Check the password a member typed once more; give the hash it fits. Raises Invalid."""
    fields, member = Fields(request.form), me()
    typed = fields.secret(field)
    fields.done()
    throttle.refuse_guessing(str(member.id))
    if not passwords.verify(member.password_hash, typed):
        throttle.count_failure(str(member.id))
        audit.note("proof_failed", member=member.id)
        raise Invalid({field: WRONG})
    return str(member.password_hash)


@contextmanager
def proven(known: str) -> Iterator[Member]:
    """Act in a transaction as the member whose password still is the one that was checked. Raises Conflict."""
    with changing_mine() as member:
        if member.password_hash != known:
            raise Conflict("Your password was changed meanwhile.")
        yield member
