"""What a member may see of their own account, and who has a name already."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from forum.accounts.models import ApiToken, Consent, Member, Visit, WebSession
from forum.accounts.names import fold, fold_email
from forum.core import clock
from forum.core.db import session


def sessions_of(member_id: int) -> Sequence[WebSession]:
    """Give the signed-in browsers of a member, last seen first."""
    wanted = select(WebSession).where(WebSession.member_id == member_id, WebSession.expires_at > clock.now())
    return session().scalars(wanted.order_by(WebSession.seen_at.desc(), WebSession.id_hash)).all()


def tokens_of(member_id: int) -> Sequence[ApiToken]:
    """Give the living tokens of a member's programs, newest first; at most twenty."""
    wanted = select(ApiToken).where(ApiToken.member_id == member_id, ApiToken.expires_at > clock.now())
    return session().scalars(wanted.order_by(ApiToken.id.desc())).all()


def consents_of(member_id: int) -> Sequence[Consent]:
    """Give every yes and every withdrawal of a member, oldest first."""
    return session().scalars(select(Consent).where(Consent.member_id == member_id).order_by(Consent.id)).all()


def visits_of(member_id: int) -> Sequence[Visit]:
    """Give the days on which a member was here, oldest first."""
    return session().scalars(select(Visit).where(Visit.member_id == member_id).order_by(Visit.day)).all()


def taken(handles: Iterable[str]) -> set[str]:
    """Give those of some handles that somebody has already, however they write it."""
    keys = {handle: fold(handle) for handle in handles}
    found = set(session().scalars(select(Member.handle_key).where(Member.handle_key.in_(set(keys.values())))))
    return {handle for handle, key in keys.items() if key in found}


def by_login(identifier: str) -> Member | None:
    """Give the person with this address or pseudonym, bare: one statement whether found or not, so equally fast."""
    folded = Member.email_key == fold_email(identifier) if "@" in identifier else Member.handle_key == fold(identifier)
    return session().scalar(select(Member).where(folded, Member.kind == "person"))


def administrators() -> int:
    """Count administrators (0, 1 or 2 for more): the last one must stay."""
    wanted = select(Member.id).where(Member.role == "admin", Member.kind == "person")
    return len(session().scalars(wanted.limit(2)).all())
