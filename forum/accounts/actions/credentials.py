"""Address and password: confirm, change, reset."""

from sqlalchemy.exc import IntegrityError

from forum.accounts.actions.mails import owe_mail, spend_token, void_tokens
from forum.accounts.actions.sessions import end_all_sessions
from forum.accounts.events import EmailConfirmed
from forum.accounts.models import Member
from forum.accounts.names import fold_email
from forum.accounts.queries import by_id
from forum.core import audit, clock
from forum.core.db import publish, session, transaction
from forum.core.errors import Conflict


def confirm_email(token: str) -> Member:
    """Confirm the address a link was sent to: the one signed up with, or a new one, which replaces the old.

    Publishes EmailConfirmed when it is the first; raises Conflict.
    """
    with transaction():
        link = spend_token(token, "confirm", "change")
        member = by_id(link.member_id)
        if link.purpose == "change":
            _replace_email(member, link.email)
        elif member.email != link.email:
            raise Conflict("This link belongs to an address that is no longer used.")
        _confirmed(member)
    return member


def _replace_email(member: Member, email: str) -> None:
    old, member.email, member.email_key = member.email, email, fold_email(email)
    try:
        with session().begin_nested():
            session().flush()
    except IntegrityError:
        raise Conflict("This address cannot be used.") from None
    end_all_sessions(member)
    void_tokens(member.id, "reset", "change", "confirm")
    audit.note("email_changed", member=member.id)
    if old:
        owe_mail("email_changed", member_id=member.id, to=old)


def _confirmed(member: Member) -> None:
    if member.email_confirmed_at is None:
        member.email_confirmed_at = clock.now()
        session().flush()
        audit.note("email_confirmed", member=member.id)
        publish(EmailConfirmed(at=clock.now(), member_id=member.id))


def request_reset(email: str) -> None:
    """Owe the mail with a link to a new password; the worker looks whether anybody has this address."""
    with transaction():
        owe_mail("reset", to=email)


def reset_password(token: str, password_hash: str) -> Member:
    """Set a new password by a link from a mail, which also confirms the address. Ends every session.

    Publishes EmailConfirmed when it is the first; raises Conflict.
    """
    with transaction():
        link = spend_token(token, "reset")
        member = by_id(link.member_id)
        if member.email != link.email or member.kind != "person":
            raise Conflict("This link belongs to an address that is no longer used.")
        change_password(member, password_hash)
        _confirmed(member)
    return member


def change_password(member: Member, password_hash: str) -> None:
    """Set a new password, end every session, make open links useless and owe a mail that says so."""
    with transaction():
        member.password_hash = password_hash
        end_all_sessions(member)
        void_tokens(member.id, "reset", "change")
        audit.note("password_changed", member=member.id)
        if member.email:
            owe_mail("password_changed", member_id=member.id)


def change_email(member: Member, email: str) -> None:
    """Owe the mail whose link makes a new address the member's; until then the old one stays."""
    with transaction():
        owe_mail("change", member_id=member.id, to=email)


def resend_confirmation(member: Member) -> None:
    """Owe the confirming mail again while the address is unconfirmed."""
    if member.email_confirmed_at is None and member.email:
        with transaction():
            owe_mail("confirm", member_id=member.id)
