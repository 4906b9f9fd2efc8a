"""Begin an account: sign up, or be created by staff, demo, import and the command line."""

from collections.abc import Iterable, Mapping
from typing import Any

from forum.accounts.actions.consents import record_consent
from forum.accounts.actions.mails import owe_mail
from forum.accounts.events import MemberJoined
from forum.accounts.models import ExpertField, Member
from forum.accounts.names import fold, fold_email, skeleton
from forum.accounts.queries import by_email, taken
from forum.core import audit, clock
from forum.core.db import publish, transaction, upsert
from forum.core.errors import Invalid

TAKEN = "Somebody has this pseudonym already. Please choose another."
KNOWN = "There is an account with this address already."


def create_member(
    handle: str,
    *,
    email: str | None = None,
    password_hash: str | None = None,
    role: str = "member",
    confirmed: bool = True,
    kind: str = "person",
    fields: Iterable[int] = (),
    display_name: str = "",
    **others: Any,
) -> Member:
    """Create an account without any mail. `fields` are category ids; `others` are further columns of Member.

    Publishes MemberJoined for a person; raises Invalid when the handle (or one that looks like it)
    or the address is taken.
    """
    now = clock.now()
    row: dict[str, Any] = {
        "handle": handle,
        "handle_key": fold(handle),
        "handle_skeleton": skeleton(handle),
        "display_name": display_name or handle,
        "kind": kind,
    }
    row |= {"email": email, "email_key": fold_email(email) if email else None, "password_hash": password_hash}
    row |= {"role": role, "created_at": now, "email_confirmed_at": now if confirmed else None, **others}
    with transaction() as s:
        member: Member | None = s.scalar(upsert(Member).values(row).on_conflict_do_nothing().returning(Member))
        if member is None:
            raise Invalid({"handle": TAKEN} if taken([handle]) else {"email": KNOWN})
        s.add_all(ExpertField(member_id=member.id, category_id=category_id) for category_id in fields)
        if kind == "person":
            audit.note("joined", member=member.id, role=role)
            publish(MemberJoined(at=now, member_id=member.id, role=role, start_bonus=member.start_bonus))
    return member


def join(
    *,
    handle: str,
    email: str,
    password_hash: str,
    language: str,
    address: str,
    consents: Mapping[str, str],
    kept: str = "",
) -> Member:
    """Sign somebody up, unconfirmed, and owe the mail that confirms; `consents` are text → version.

    `kept` is the token of a draft that the mail shall bring back. Publishes MemberJoined; raises Invalid.
    """
    with transaction():
        member = create_member(
            handle, email=email, password_hash=password_hash, language=language, address=address, confirmed=False
        )
        for text, version in consents.items():
            record_consent(member.id, text, version)
        owe_mail("confirm", member_id=member.id, kept=kept)
    return member


def sign_up(*, handle: str, email: str, kept: str = "", remind: bool = True, **others: Any) -> Member | None:
    """Join, or write to the owner when the address has an account (then give none); guests cannot tell which.

    Without `remind` the owner is left in peace: they had enough of these mails.

    Publishes MemberJoined; raises Invalid when the handle is taken.
    """
    with transaction():
        if taken([handle]):
            raise Invalid({"handle": TAKEN})
        if by_email(email) is None:
            try:
                return join(handle=handle, email=email, kept=kept, **others)
            except Invalid as wrong:  # somebody was faster by a moment
                if "email" not in wrong.fields:
                    raise
        owner = by_email(email)
        if owner is not None and remind:
            owe_mail("exists", member_id=owner.id, kept=kept)
        return None
