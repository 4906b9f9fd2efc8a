"""No more of a mail, without signing in: its link shows a button, its header (RFC 8058) does it in one click.

The link is signed and says whose setting it switches off, nothing else; so it works for as long as the mail is kept.
"""

from itsdangerous import BadSignature

from forum.accounts.actions import change_settings
from forum.accounts.handlers.mail import STOPS, signer
from forum.accounts.models import Member
from forum.accounts.queries import by_id
from forum.accounts.views.room import blueprint, no_referrer
from forum.core import web
from forum.core.db import transaction
from forum.core.errors import NotVisible
from forum.core.limits import limiter, network

PROVIDERS = "300 per minute"
"""Mail providers click for many of their customers from one address."""


@blueprint.get("/unsubscribe/<token>")
@limiter.limit("60 per minute", key_func=network)
@web.private
def unsubscribe_page(token: str) -> web.Answer:
    """Show the button; looking changes nothing, for programs look at links in mails too."""
    member = member_of(token)
    return gone() if member is None else shown(done=not member.reminders)


@blueprint.post("/unsubscribe/<token>")
@limiter.limit(PROVIDERS, key_func=network)
@web.private
def unsubscribe(token: str) -> web.Answer:
    """Switch the mail off. No cookie counts here and nothing leads elsewhere: providers follow no redirect."""
    with transaction():
        member = member_of(token)
        if member is None:
            return gone()
        change_settings(member, reminders=False)
    return shown(done=True)


def member_of(token: str) -> Member | None:
    """Give whom a link is for; none when it was not made here, or the account is gone."""
    try:
        number, setting = signer().loads(token)
        found = by_id(number) if setting in STOPS else None
    except (BadSignature, NotVisible, TypeError, ValueError):
        return None
    return found if found is not None and found.kind == "person" else None


def shown(*, done: bool) -> web.Answer:
    """Render the page; it tells nothing of whose link it is."""
    return no_referrer(web.page("accounts/unsubscribe.html", done=done, here="/"))


def gone() -> web.Answer:
    """Say that there is nothing to switch off by this link."""
    return no_referrer(web.page("accounts/gone.html", 410, here="/"))
