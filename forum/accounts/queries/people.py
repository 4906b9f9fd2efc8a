"""Members one by one, with what is told about them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import selectinload

from forum.access import Actor, Permission, Right
from forum.accounts.handles import spelled
from forum.accounts.models import Mandate, Member
from forum.accounts.names import fold, fold_email
from forum.core import clock
from forum.core.db import session
from forum.core.errors import NotVisible

MOST_NAMES = 200
SUGGESTED = 8


def _whole() -> Select[Member]:
    loads = (selectinload(Member.standings), selectinload(Member.mandates), selectinload(Member.fields))
    return select(Member).options(*loads)


def by_id(member_id: int) -> Member:
    """Give a member with standings, rights and fields; raises NotVisible."""
    found = session().scalar(_whole().where(Member.id == member_id))
    if found is None:
        raise NotVisible
    return found


def by_handle(handle: str) -> Member:
    """Give a person by handle, however it is written; hidden accounts and unknown ones raise NotVisible."""
    found = session().scalar(_whole().where(Member.handle_key == fold(handle)))
    if found is None or found.kind in {"hidden", "erased"}:
        raise NotVisible
    return found


def by_email(email: str) -> Member | None:
    """Give the person with this address, or none."""
    return session().scalar(_whole().where(Member.email_key == fold_email(email), Member.kind == "person"))


def by_ids(ids: Iterable[int]) -> dict[int, Member]:
    """Give members by id with standings and rights: authors of a list, at most a page of them."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows: Sequence[Member] = session().scalars(_whole().where(Member.id.in_(wanted))).all()
    return {row.id: row for row in rows}


def people_named(names: Iterable[str]) -> frozenset[str]:
    """Give those of some names (casefolded, at most 200 are looked at) that are a person's handle; one statement."""
    keys = {name: fold(name) for name in sorted(names)[:MOST_NAMES]}
    if not keys:
        return frozenset()
    wanted = select(Member.handle_key).where(Member.handle_key.in_(sorted(set(keys.values()))), Member.kind == "person")
    found = set(session().scalars(wanted))
    return frozenset(name for name, key in keys.items() if key in found)


def suggested(start: str, those: ColumnElement[bool], limit: int = SUGGESTED) -> Sequence[Member]:
    """Give people whose handle begins so, for a mention: first `those`, then staff and who is on public lists.

    By handle within; nobody suspended; one statement.
    """
    public = or_(Member.on_leaderboard, Member.role != "member")
    active = or_(Member.suspended_until.is_(None), Member.suspended_until <= clock.now())
    found = select(Member).where(Member.kind == "person", active, or_(those, public))
    found = found.where(Member.handle_key.startswith(fold(spelled(start)), autoescape=True))
    return session().scalars(found.order_by(case((those, 0), else_=1), Member.handle_key).limit(limit)).all()


def actor_of(member: Member) -> Actor:
    """Turn a fully loaded member into who asks for permission."""
    rights = (
        Right(Permission(row.permission), row.category_id, row.source == "mandate")
        for row in member.mandates
        if row.permission in set(Permission)
    )
    return Actor(
        id=member.id,
        role=member.role,
        confirmed=member.email_confirmed_at is not None,
        suspended=member.suspended,
        fields=frozenset(field.category_id for field in member.fields),
        rights=frozenset(rights),
    )


def superuser_now(member_id: int) -> bool:
    """Tell whether a member holds an entrusted mandate at this moment."""
    held = select(Mandate.id).where(Mandate.member_id == member_id, Mandate.source == "mandate").limit(1)
    return session().scalar(held) is not None
