"""What a member may see of their own account, and who has a name already."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from forum.accounts.models import ApiToken, Consent, Member, Visit, WebSession
from forum.accounts.names import fold, fold_email, skeleton
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
    """Give those of some handles that somebody has already, however they write it, or that look like somebody's."""
    keys = {handle: fold(handle) for handle in handles}
    looks = {handle: skeleton(handle) for handle in keys}
    same = Member.handle_key.in_(set(keys.values())) | Member.handle_skeleton.in_(set(looks.values()))
    rows = session().execute(select(Member.handle_key, Member.handle_skeleton).where(same)).all()
    found, seen = {row[0] for row in rows}, {row[1] for row in rows}
    return {handle for handle in keys if keys[handle] in found or looks[handle] in seen}


def free_skeletons(handles: Sequence[str]) -> list[str | None]:
    """Give each handle's skeleton, or none where somebody here or earlier among them has it. A statement per 5,000."""
    looks = [skeleton(handle) for handle in handles]
    seen: set[str | None] = set()
    for start in range(0, len(looks), 5_000):
        part = Member.handle_skeleton.in_(looks[start : start + 5_000])
        seen |= set(session().scalars(select(Member.handle_skeleton).where(part)))
    given: list[str | None] = []
    for look in looks:
        given.append(None if look in seen else look)
        seen.add(look)
    return given


def by_login(identifier: str) -> Member | None:
    """Give the person with this address or pseudonym, bare: one statement whether found or not, so equally fast."""
    folded = Member.email_key == fold_email(identifier) if "@" in identifier else Member.handle_key == fold(identifier)
    return session().scalar(select(Member).where(folded, Member.kind == "person"))


def administrators() -> int:
    """Count administrators (0, 1 or 2 for more): the last one must stay."""
    wanted = select(Member.id).where(Member.role == "admin", Member.kind == "person")
    return len(session().scalars(wanted.limit(2)).all())
