"""The first administrator: a page that exists once, for who can read the console."""

from flask import request

from forum.accounts import first_admin, passwords
from forum.accounts.actions import create_member
from forum.accounts.forms import Setup
from forum.accounts.queries import administrators
from forum.accounts.views.room import blueprint, brand, house, no_referrer, said
from forum.accounts.views.signin import open_session
from forum.core import web
from forum.core.db import transaction
from forum.core.errors import Invalid, NotVisible
from forum.core.limits import limiter, network


@blueprint.get("/setup")
@limiter.limit("30/minute", key_func=network)
def setup_page() -> web.Answer:
    """Show the form to whoever brings the token."""
    return _page(_token(), {})


@blueprint.post("/setup")
@limiter.limit("30/minute", key_func=network)
def setup() -> web.Answer:
    """Create the administrator and close this page for ever."""
    token = _token()
    try:
        form = Setup.parse(request.form, brand())
        password_hash = passwords.hash_password(form.password)
        with transaction():
            if administrators():
                raise NotVisible
            member = create_member(form.handle, email=form.email, password_hash=password_hash, role="admin")
            if not first_admin.close(house().data_dir):
                raise NotVisible
            open_session(member, remember=False)
    except Invalid as wrong:
        return _page(token, {name: request.form.get(name, "") for name in ("handle", "email")}, 422, wrong)
    return web.see_other("/")


def _token() -> str:
    token = request.values.get("token", "")[:200]
    if not first_admin.fits(house().data_dir, token):
        raise NotVisible
    return token


def _page(token: str, values: dict[str, str], status: int = 200, wrong: Invalid | None = None) -> web.Answer:
    context = {"token": token, "values": values, "errors": said(wrong), "here": "/"}
    return no_referrer(web.page("accounts/setup.html", status, **context))
